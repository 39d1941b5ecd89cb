//! Media types.

/// True where a `Content-Type` is of this type, whatever its parameters.
pub fn is(content_type: &str, media_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case(media_type)
}

/// The media type of a built file, by its name.
pub fn of_file(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_case_do_not_matter() {
        assert!(is("Application/JSON ; charset=utf-8", "application/json"));
        assert!(!is("application/json-patch+json", "application/json"));
        assert!(!is("", "application/json"));
    }

    #[test]
    fn files_are_known_by_their_last_extension() {
        assert_eq!(of_file("b1/widget.wasm"), "application/wasm");
        assert_eq!(of_file("lang/en.json"), "application/json");
        assert_eq!(of_file("embed.js.map"), "application/octet-stream");
        assert_eq!(of_file("js"), "application/octet-stream");
    }
}
