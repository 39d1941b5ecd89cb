-- Texts of the owner's in place of the deployment's and Bedside's. The setting
-- `texts` is their mark: another one for other texts.
CREATE TABLE own_texts (
    lang TEXT NOT NULL,
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (lang, key)
) WITHOUT ROWID;
