//! The built page as a closed list of files in memory: what is not in the list is not there, whatever an address says.

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use anyhow::{Context as _, Result};
use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, Response, StatusCode};
use interleave_core::mistake::Mistake;

use super::headers;

/// The page has less than a hundred files of some 10 MB together, compressed ones among them: a folder with far more than that is another one.
const MOST_FILES: usize = 1_000;
const MOST_BYTES: u64 = 200_000_000;

/// What the root answers with.
const INDEX: &str = "index.html";

/// What the page's frame says of its host, and what it says here: so the page knows that native runs can be had, without asking a host
/// that knows nothing of them.
const STATIC_HOST: &str = r#"<meta name="interleave-host" content="static">"#;
const THIS_HOST: &str = r#"<meta name="interleave-host" content="program">"#;

/// The folder of what the build names after its content.
const NAMED_BY_CONTENT: &str = "page/";

/// What the build has compressed, once and as far as it goes, lies beside the file under its name and one of these endings: each with its name
/// between browser and server, the best first.
const ENCODINGS: [(&str, &str); 2] = [(".br", "br"), (".gz", "gzip")];

/// The files of the built page.
#[derive(Debug)]
pub struct Page {
    files: HashMap<String, File>,
}

#[derive(Debug)]
struct File {
    bytes: Bytes,
    /// The same, compressed, by the name of the encoding; nothing in a build without optimisation.
    compressed: Vec<(&'static str, Bytes)>,
    kind: &'static str,
    tag: HeaderValue,
}

impl Page {
    /// The page in `folder`, or the one that comes with the program: inside of it, beside it, or where it was built.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn find(folder: Option<&Path>) -> Result<Self> {
        if let Some(folder) = folder {
            return Self::read(folder)?.ok_or_else(|| {
                let sentence = format!(
                    "'{}' holds no built page: name the folder that `cargo xtask build` made, dist.",
                    folder.display()
                );
                Mistake::new("page", sentence).into()
            });
        }
        Self::with_program()?.ok_or_else(|| {
            let sentence = "There is no built page here: make it by `cargo xtask build`, or name its folder by --page.";
            Mistake::new("page", sentence).into()
        })
    }

    /// The page inside of the program.
    #[cfg(feature = "page")]
    fn with_program() -> Result<Option<Self>> {
        Self::new(embedded()).map(Some)
    }

    /// The page beside the program, or where it was built.
    #[cfg(not(feature = "page"))]
    fn with_program() -> Result<Option<Self>> {
        let program = std::env::current_exe().ok();
        let beside = program.and_then(|program| Some(program.parent()?.join("dist")));
        for folder in beside.into_iter().chain(["dist".into()]) {
            if let Some(page) = Self::read(&folder)? {
                return Ok(Some(page));
            }
        }
        Ok(None)
    }

    /// The page in a folder, if it holds one.
    fn read(folder: &Path) -> Result<Option<Self>> {
        if !folder.join("index.html").is_file() {
            return Ok(None);
        }
        let mut found = Vec::new();
        let mut bytes_left = MOST_BYTES;
        collect(folder, "", &mut found, &mut bytes_left)
            .with_context(|| format!("the page in '{}' could not be read", folder.display()))?;
        Self::new(found).map(Some)
    }

    /// A page of these files, by their paths.
    ///
    /// # Errors
    /// Never with files that a build made.
    pub fn new(files: impl IntoIterator<Item = (String, Bytes)>) -> Result<Self> {
        let mut found: HashMap<String, Bytes> = files.into_iter().collect();
        let mut compressed: HashMap<String, Vec<_>> = HashMap::new();
        for (ending, encoding) in ENCODINGS {
            let packed = |file: &String| found.contains_key(&format!("{file}{ending}"));
            let packed: Vec<String> = found.keys().filter(|file| packed(file)).cloned().collect();
            for file in packed {
                let bytes = found.remove(&format!("{file}{ending}")).unwrap_or_default();
                compressed.entry(file).or_default().push((encoding, bytes));
            }
        }
        let file = |(path, bytes): (String, Bytes)| {
            let compressed = compressed.remove(&path).unwrap_or_default();
            // What this host says in the frame is not what was compressed.
            let (bytes, compressed) =
                if path == INDEX { (served_by_program(&bytes), Vec::new()) } else { (bytes, compressed) };
            let (kind, tag) = (kind(&path), tag(&bytes)?);
            Ok((path, File { bytes, compressed, kind, tag }))
        };
        Ok(Self { files: found.into_iter().map(file).collect::<Result<_>>()? })
    }

    /// Answers a GET or HEAD. Parts of a file are not offered: who asks for one gets the whole, as the standard allows.
    pub fn answer(&self, path: &str, headers: &HeaderMap) -> Response<Body> {
        let path = match path.trim_start_matches('/') {
            "" => INDEX,
            path => path,
        };
        let Some(file) = self.files.get(path) else {
            return headers::sentence(
                StatusCode::NOT_FOUND,
                "There is no such file. <a href=\"/\">The page</a> is here.",
            );
        };
        let known = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        let mut known = known.flat_map(|tags| tags.split(',')).map(str::trim);
        let unchanged = known.any(|tag| tag == "*" || tag.as_bytes() == file.tag.as_bytes());
        let accepted = file.compressed.iter().find(|(encoding, _)| accepts(headers, encoding));
        let bytes = accepted.map_or(&file.bytes, |(_, bytes)| bytes);
        let mut answer = Response::new(if unchanged { Body::empty() } else { Body::from(bytes.clone()) });
        if unchanged {
            *answer.status_mut() = StatusCode::NOT_MODIFIED;
        } else {
            answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(file.kind));
            if let Some((encoding, _)) = accepted {
                answer.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
        }
        if !file.compressed.is_empty() {
            answer.headers_mut().insert(VARY, HeaderValue::from_static("accept-encoding"));
        }
        let named_by_content = path.starts_with(NAMED_BY_CONTENT);
        let caching = if named_by_content { "private, max-age=31536000, immutable" } else { "no-cache" };
        answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(caching));
        answer.headers_mut().insert(ETAG, file.tag.clone());
        answer
    }
}

/// Whether a browser that sends these headers can read the encoding. Which one it likes best does not matter: every browser likes smaller ones.
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let values = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let mut named = values.flat_map(|value| value.split(',')).map(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        (name.trim(), weight.trim().trim_start_matches("q=").parse().unwrap_or(1.0))
    });
    named.any(|(name, weight): (&str, f32)| name.eq_ignore_ascii_case(encoding) && weight > 0.0)
}

#[cfg(feature = "page")]
fn embedded() -> impl Iterator<Item = (String, Bytes)> {
    #[derive(rust_embed::RustEmbed)]
    #[folder = "dist/"]
    struct Embedded;

    Embedded::iter().filter_map(|path| {
        let file = Embedded::get(&path)?;
        Some((path.into_owned(), Bytes::from(file.data.into_owned())))
    })
}

/// The page's frame, as this host says it.
fn served_by_program(index: &Bytes) -> Bytes {
    String::from_utf8_lossy(index).replacen(STATIC_HOST, THIS_HOST, 1).into()
}

/// The files below a folder, by their paths from the page's root. Links are not followed: they might lead anywhere.
fn collect(folder: &Path, prefix: &str, found: &mut Vec<(String, Bytes)>, bytes_left: &mut u64) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() {
            collect(&entry.path(), &format!("{path}/"), found, bytes_left)?;
        } else if kind.is_file() {
            let left = bytes_left.checked_sub(entry.metadata()?.len()).filter(|_| found.len() < MOST_FILES);
            *bytes_left = left.context("it is far larger than the page is")?;
            found.push((path, fs::read(entry.path())?.into()));
        }
    }
    Ok(())
}

/// Weak, because the file also goes out compressed.
fn tag(bytes: &Bytes) -> Result<HeaderValue> {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    Ok(HeaderValue::try_from(format!("W/\"{:016x}\"", hasher.finish()))?)
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
