use super::*;
use serde_json::json;

fn package(name: &str, source: Option<&str>, kind: &str) -> Value {
    json!({
        "id": name, "name": name, "version": "1.0.0", "license": "MIT", "source": source,
        "manifest_path": format!("/x/{name}/Cargo.toml"), "targets": [{ "kind": [kind] }],
    })
}

fn node(name: &str, needed: &[(&str, Option<&str>)]) -> Value {
    let needed = needed.iter().map(
        |(name, kind)| json!({ "pkg": name, "dep_kinds": [{ "kind": kind, "target": null }] }),
    );
    json!({ "id": name, "deps": needed.collect::<Vec<_>>() })
}

#[test]
fn crates_are_those_that_are_linked() {
    let registry = Some("registry");
    let metadata = json!({
        "packages": [
            package("bedside-edge", None, "cdylib"), package("bedside-domain", None, "lib"),
            package("url", registry, "lib"), package("idna", registry, "lib"),
            package("serde_derive", registry, "proc-macro"), package("syn", registry, "lib"),
            package("cc", registry, "lib"), package("tempfile", registry, "lib"),
            package("clap", registry, "lib"),
        ],
        "resolve": { "nodes": [
            node("bedside-edge", &[("bedside-domain", None), ("cc", Some("build"))]),
            node("bedside-domain", &[("url", None), ("tempfile", Some("dev"))]),
            node("url", &[("idna", None), ("serde_derive", None)]),
            node("idna", &[]),
            node("serde_derive", &[("syn", None)]),
            node("syn", &[]), node("cc", &[]), node("tempfile", &[]), node("clap", &[]),
        ] },
    });
    let crates = crates(&metadata, &["bedside-edge"]).unwrap();
    let names: Vec<_> = crates.iter().map(|each| each.name.as_str()).collect();
    assert_eq!(names, ["idna", "url"]);
}

#[test]
fn texts_that_are_the_same_stand_once() {
    let crates = ["one", "two"].map(|name| Crate {
        name: name.into(),
        version: "1.0.0".into(),
        licence: "MIT".into(),
        manifest: String::new(),
    });
    let of = vec!["one 1.0.0".to_owned(), "two 1.0.0".to_owned()];
    let texts = BTreeMap::from([("Permission is".to_owned(), of)]);
    let page = document(&crates, &texts, &["three 1.0.0".to_owned()]);
    assert!(page.contains("(LICENSE-APACHE): three 1.0.0.\n"), "{page}");
    assert!(
        page.contains("| one | 1.0.0 | MIT |\n| two | 1.0.0 | MIT |\n"),
        "{page}"
    );
    assert_eq!(page.matches("Permission is").count(), 1, "{page}");
    assert!(page.contains("## one 1.0.0, two 1.0.0\n"), "{page}");
}

#[test]
fn the_modules_have_their_crates_and_texts() {
    let page = of_modules().unwrap();
    for of_modules in ["| yew |", "| worker |", "| serde_json |"] {
        assert!(page.contains(of_modules), "{of_modules}");
    }
    for of_tooling in ["| clap |", "| rusqlite |", "| serde_derive |"] {
        assert!(!page.contains(of_tooling), "{of_tooling}");
    }
    assert!(page.contains("Apache License"));
    assert!(page.contains("THE SOFTWARE IS PROVIDED \"AS IS\""));
}
