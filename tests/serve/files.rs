//! The files of the page: with the right headers on every answer, compressed, kept by the browser as long as they may be.

use std::io::{Read as _, Write as _};

use crate::http::{Answer, Request, connect};
use crate::server::{MARK, SMALL, Server, command, eventually, page};

fn assert_isolated(answer: &Answer, what: &str) {
    let expected = [
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
    ];
    for (name, value) in expected {
        assert_eq!(answer.header(name), Some(value), "{what}: {answer:?}");
    }
    let policy = answer.header("content-security-policy").unwrap_or_default();
    assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "), "{what}: {answer:?}");
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline"), "{what}: {policy}");
    assert!(!answer.head.to_lowercase().contains("access-control-allow"), "{what}: {answer:?}");
    assert!(answer.header("cache-control").is_some(), "{what}: {answer:?}");
}

#[test]
fn every_kind_of_answer_isolates_the_page_and_is_kept_only_if_it_may_be() {
    let server = Server::start();
    let tag = server.get("/").header("etag").expect("a tag").to_owned();
    // More than the largest plan, which has a megabyte of text in which every character may be escaped.
    let too_long = "x".repeat(8 << 20);
    let kinds = [
        (200, server.visit("/")),
        (200, server.visit("/").to("HEAD", "/")),
        (200, server.visit("/engine.wasm").with("Accept-Encoding", "br")),
        (200, server.call("host", "{}")),
        (200, server.call("execute", SMALL)),
        (304, server.visit("/").with("If-None-Match", &tag)),
        (304, server.visit("/").with("If-None-Match", &format!("\"other\", {tag}"))),
        (400, server.call("host", "null")),
        (403, server.visit("/").without("Cookie")),
        (403, server.visit("/?token=wrong")),
        (404, server.visit("/nowhere")),
        (404, server.call("nowhere", "{}")),
        (405, server.visit("/").to("DELETE", "/")),
        (413, server.call("host", &too_long)),
        (415, server.call("host", "{}").without("Content-Type")),
        (421, server.visit("/").with("Host", "evil.test")),
    ];
    for (status, request) in kinds {
        let answer = server.ask(&request);
        assert_eq!(answer.status, status, "{request:?}: {answer:?}");
        assert_isolated(&answer, &format!("{status}"));
    }
}

#[test]
fn what_is_named_by_its_content_is_kept_for_ever_and_everything_else_is_asked_for_again() {
    let server = Server::start();
    assert_eq!(server.get("/page/app-1234.js").header("cache-control"), Some("private, max-age=31536000, immutable"));
    assert_eq!(server.get("/").header("cache-control"), Some("no-cache"));
    assert_eq!(server.get("/engine.wasm").header("cache-control"), Some("no-cache"));
    assert_eq!(server.ask(&server.call("host", "{}")).header("cache-control"), Some("no-store"));
    assert_eq!(server.get("/engine.wasm").header("content-type"), Some("application/wasm"));
}

#[test]
fn files_go_out_as_the_build_has_compressed_them_if_the_browser_can_read_that() {
    let server = Server::start();
    let asked = |path: &str, encoding: &str| server.ask(&server.visit(path).with("Accept-Encoding", encoding));
    for (accepted, encoding, text) in [
        ("gzip", Some("gzip"), "the script by gzip"),
        ("gzip, deflate, br", Some("br"), "the script by brotli"),
        ("br;q=0, GZIP ; q=0.5", Some("gzip"), "the script by gzip"),
        ("identity", None, MARK),
        ("br;q=0.0, brotli, *", None, MARK),
    ] {
        let answer = asked("/page/app-1234.js", accepted);
        assert_eq!(answer.header("content-encoding"), encoding, "{accepted}: {answer:?}");
        assert_eq!(answer.header("content-type"), Some("text/javascript; charset=utf-8"), "{accepted}");
        assert_eq!(answer.header("vary"), Some("accept-encoding"), "{accepted}: {answer:?}");
        assert!(answer.text().contains(text), "{accepted}: {answer:?}");
    }
    for path in ["/", "/engine.wasm"] {
        let answer = asked(path, "br");
        assert_eq!((answer.header("content-encoding"), answer.header("vary")), (None, None), "{path}: {answer:?}");
        assert!(answer.text().contains(MARK), "{path}: what differs from it, or is not there, is not sent");
    }
    assert_eq!(asked("/page/app-1234.js.br", "br").status, 404, "it is not a file of its own");
    assert_eq!(asked("/alone.br", "br").status, 200);
}

#[test]
fn a_head_has_the_headers_of_the_file_and_nothing_after_them() {
    let server = Server::start();
    let got = server.get("/engine.wasm");
    let mut stream = connect(server.port);
    let request = server.visit("/").to("HEAD", "/engine.wasm").with("Connection", "close");
    stream.write_all(&request.bytes()).expect("it is sent");
    let mut text = Vec::new();
    stream.read_to_end(&mut text).expect("it is answered");
    let text = String::from_utf8(text).expect("a head is text");
    assert!(text.starts_with("HTTP/1.1 200 ") && text.ends_with("\r\n\r\n") && !text.contains(MARK), "{text}");
    assert!(text.contains(&format!("content-length: {}", got.body.len())), "{text}");
}

#[test]
fn who_asks_for_a_part_of_a_file_gets_the_whole() {
    let server = Server::start();
    for range in ["bytes=0-3", "bytes=-5", "bytes=0-0,2-2", "bytes=9-1", "bytes=0-18446744073709551616", "lines=1"] {
        let answer = server.ask(&server.visit("/engine.wasm").with("Range", range));
        assert_eq!((answer.status, &*answer.text()), (200, &*format!("\0asm {MARK}")), "{range}");
    }
}

#[test]
fn an_unknown_path_is_answered_in_plain_words() {
    let server = Server::start();
    let answer = server.get("/elsewhere/page.html");
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("There is no such file."), "{answer:?}");
}

#[test]
fn without_an_invitation_there_is_only_a_page_that_says_how_to_get_one() {
    let server = Server::start();
    for path in ["/", "/engine.wasm", "/page/app-1234.js", "/nowhere"] {
        let answer = server.ask(&server.visit(path).without("Cookie"));
        assert_eq!(answer.status, 403, "{path}");
        assert!(answer.text().contains("Open the address that `interleave serve` printed"), "{answer:?}");
    }
}

#[test]
fn each_invitation_lets_one_browser_in_and_another_is_printed_then() {
    let server = Server::start();
    let (_, token) = server.invitation();
    let stranger = server.visit(&format!("/?token={token}")).without("Cookie").with("Sec-Fetch-Site", "cross-site");
    let answer = server.ask(&stranger);
    assert_eq!(answer.status, 200);
    let cookie = answer.header("set-cookie").expect("a cookie");
    assert!(cookie.contains("; HttpOnly; SameSite=Strict"), "{cookie}");
    assert!(answer.text().contains("url=/\""), "it goes on to the page: {answer:?}");
    let again = server.ask(&stranger);
    assert_eq!((again.status, again.header("set-cookie")), (403, None));
    assert_ne!(server.invitation().1, token);
}

#[test]
fn a_folder_without_a_page_is_refused_with_what_to_do() {
    let folder = page();
    let output = command(folder.parent().expect("a folder above"), 0).output().expect("it starts");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("holds no built page: name the folder that `cargo xtask build` made"), "{said}");
}

#[test]
fn a_port_that_is_taken_is_refused_with_what_to_do() {
    let server = Server::start();
    let output = command(&page(), server.port).output().expect("it starts");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("choose another by --port"), "{output:?}");
}

/// The desktop's own way to open an address is a program that is found by its name: here it is one that writes down what it was given.
#[cfg(target_os = "linux")]
#[test]
fn with_open_the_address_is_handed_to_the_browser() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = page();
    let (opener, opened) = (folder.join("xdg-open"), folder.join("opened.txt"));
    std::fs::write(&opener, "#!/bin/sh\nprintf %s \"$1\" > \"$OPENED.part\" && mv \"$OPENED.part\" \"$OPENED\"\n")
        .expect("a file");
    std::fs::set_permissions(&opener, std::fs::Permissions::from_mode(0o755)).expect("it can be run");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = command(&folder, 0);
    command.arg("--open").env("PATH", path).env("OPENED", &opened);
    let server = Server::of(&mut command);
    eventually("the browser", || opened.exists());
    let address = std::fs::read_to_string(&opened).expect("it was written");
    let used = address.strip_prefix(&format!("{}/?token=", server.origin())).expect("the server's own address");
    let again = Request::new("GET", &format!("/?token={used}"), &[("Host", &format!("127.0.0.1:{}", server.port))], "");
    assert_eq!(server.ask(&again).status, 403, "it is the address that was printed, which was used already");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_folder_of_the_page_leads_nowhere() {
    let folder = page();
    std::os::unix::fs::symlink("../outside.txt", folder.join("link.txt")).expect("a link");
    let server = Server::with_page(&folder);
    assert_eq!(server.get("/link.txt").status, 404);
    server.assert_works("a link");
}
