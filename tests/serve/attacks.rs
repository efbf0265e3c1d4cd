//! Every attack, one after another: how many got in, and whether the server still works for who was invited.

use crate::hostile::attacks;
use crate::http::{Answer, exchange};
use crate::server::{MARK, SMALL, Server};

/// Whether an answer gave anything away: a cookie, a file of the page, or what a job came to.
fn got_in(answer: &Answer) -> bool {
    let gave = |what: &str| answer.text().contains(what);
    (answer.status != 0 && answer.status < 400)
        || answer.header("set-cookie").is_some()
        || gave(MARK)
        || gave("wall_ns")
}

#[test]
fn of_all_hostile_requests_none_gets_in_and_the_next_honest_one_works_after_each() {
    let server = Server::start();
    let attacks = attacks(&server);
    assert!(attacks.len() >= 60, "{}", attacks.len());
    let mut inside = Vec::new();
    for (what, request) in &attacks {
        let answer = exchange(server.port, &request.bytes());
        if got_in(&answer) {
            inside.push(format!("{what}: {answer:?}"));
        }
        assert!(answer.status < 500, "{what} is the attacker's mistake and not ours: {answer:?}");
        server.assert_works(what);
    }
    println!("{} of {} hostile requests got in", inside.len(), attacks.len());
    assert!(inside.is_empty(), "{inside:#?}");
}

#[test]
fn what_is_hostile_about_the_attacks_is_the_one_thing_that_was_changed() {
    let server = Server::start();
    assert!(got_in(&server.get("/")));
    assert!(got_in(&server.ask(&server.call("execute", SMALL))));
    let (_, token) = server.invitation();
    assert!(got_in(&server.ask(&server.visit(&format!("/?token={token}")).without("Cookie"))));
}

/// Bytes that are no request, or two that look like one.
#[test]
fn bytes_that_are_no_request_get_nothing_and_stop_nothing() {
    let server = Server::start();
    let honest = String::from_utf8(server.call("execute", SMALL).bytes()).expect("a request in text");
    let (head, body) = honest.split_once("\r\n\r\n").expect("head and body");
    let headed = |lines: &str| format!("{head}\r\n{lines}\r\n\r\n{body}");
    let visit = String::from_utf8(server.visit("/").bytes()).expect("a request in text");
    let length = format!("Content-Length: {}", body.len());
    let chunked = |body: &str| honest.replace(&length, "Transfer-Encoding: chunked").replace(SMALL, body);
    let attacks: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", Vec::new()),
        ("a line end", b"\r\n\r\n".into()),
        ("garbage", (0..=255).cycle().take(4_096).collect()),
        ("the hello of TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".into()),
        ("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".into()),
        ("HTTP/0.9", b"GET /\r\n\r\n".into()),
        ("HTTP/3 by name", visit.replace("HTTP/1.1", "HTTP/3.0").into()),
        ("HTTP/1.0 without a host", b"GET / HTTP/1.0\r\n\r\n".into()),
        ("a head of a megabyte", headed(&format!("X-Long: {}", "a".repeat(1 << 20))).into()),
        ("a path of a megabyte", format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(1 << 20)).into()),
        ("a thousand headers", headed(&"X-Many: 1\r\n".repeat(1_000)).into()),
        ("a null in a header", headed("X-Null: a\0b").into()),
        ("a header on two lines", headed("X-Folded: a\r\n b").into()),
        ("a header without a name", headed(": a").into()),
        ("a space before the colon", visit.replace("Host:", "Host :").into()),
        ("two lengths", headed("Content-Length: 1").into()),
        ("a length below zero", honest.replace(&length, "Content-Length: -1").into()),
        ("a length beyond all bounds", honest.replace(&length, "Content-Length: 99999999999999999999").into()),
        ("length and chunks at once", headed("Transfer-Encoding: chunked").into()),
        ("chunks that are none", chunked("zz\r\nnonsense\r\n").into()),
        ("a chunk beyond all bounds", chunked("ffffffffffffffff1\r\na").into()),
        ("chunks of another kind", honest.replace(&length, "Transfer-Encoding: gzip, chunked, identity").into()),
    ];
    for (what, bytes) in attacks {
        let answer = exchange_closed(server.port, &bytes);
        assert!(!got_in(&answer) && answer.status < 500, "{what}: {answer:?}");
        server.assert_works(what);
    }
}

/// As an attacker who has no more to say.
fn exchange_closed(port: u16, bytes: &[u8]) -> Answer {
    use std::io::Write as _;
    let mut stream = crate::http::connect(port);
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    crate::http::read_answer(&mut stream)
}

#[test]
fn a_request_hidden_behind_another_is_judged_as_every_other() {
    let server = Server::start();
    let hidden =
        String::from_utf8(server.call("execute", SMALL).with("Origin", "http://evil.test").bytes()).expect("text");
    let carrier = server.call("host", &hidden);
    let answer = exchange(server.port, &carrier.bytes());
    assert_eq!(answer.status, 400, "{answer:?}");
    let first = server.visit("/nowhere").bytes();
    let both = [&first[..], hidden.as_bytes()].concat();
    let mut stream = crate::http::connect(server.port);
    std::io::Write::write_all(&mut stream, &both).expect("it is sent");
    assert_eq!(crate::http::read_answer(&mut stream).status, 404);
    server.assert_works("two requests at once");
}
