//! The requests of attackers: an honest one with one thing about it that is wrong, so that exactly one defence has to see it.

use crate::http::Request;
use crate::server::{SMALL, Server};

/// A request, and what is hostile about it.
pub type Attack = (String, Request);

/// All of them.
pub fn attacks(server: &Server) -> Vec<Attack> {
    [hosts(server), targets(server), origins(server), sites(server), keys(server), forms(server), jobs(server)].concat()
}

/// Names of this machine that are not the server's, as after DNS rebinding.
fn hosts(server: &Server) -> Vec<Attack> {
    let port = server.port;
    let names = [
        format!("evil.test:{port}"),
        format!("localhost.evil.test:{port}"),
        format!("127.0.0.1.evil.test:{port}"),
        format!("evil.test:{port}#127.0.0.1:{port}"),
        format!("0.0.0.0:{port}"),
        format!("[::1]:{port}"),
        format!("[::ffff:127.0.0.1]:{port}"),
        format!("127.0.0.1.:{port}"),
        format!("localhost.:{port}"),
        format!("LOCALHOST:{port}"),
        format!("user@127.0.0.1:{port}"),
        format!("127.1:{port}"),
        format!("2130706433:{port}"),
        format!("127.0.0.1:0{port}"),
        format!("127.0.0.1:{port},evil.test"),
        format!("127.0.0.1:{}", port ^ 1),
        format!("http://127.0.0.1:{port}"),
        format!("\u{e9}vil.test:{port}"),
        "127.0.0.1".to_owned(),
        String::new(),
        "a".repeat(9_000),
    ];
    let mut attacks = Vec::new();
    for (what, honest) in [("of a file", server.visit("/")), ("of a job", server.call("execute", SMALL))] {
        let host = honest.header("Host").to_owned();
        let mut add = |how: &str, request| attacks.push((format!("{how} as the host {what}"), request));
        for name in &names {
            // An attacker's page has its own host as its origin.
            let request = honest.clone().with("Host", name);
            let rebound = if what == "of a job" { request.with("Origin", &format!("http://{name}")) } else { request };
            add(&name.chars().take(40).collect::<String>(), rebound);
        }
        add("nothing", honest.clone().without("Host"));
        add("another one twice", honest.clone().and("Host", "evil.test"));
        add("the same twice", honest.clone().and("Host", &host));
        add("another one first", honest.clone().with("Host", "evil.test").and("Host", &host));
    }
    attacks
}

/// Lines that ask for something else than a path.
fn targets(server: &Server) -> Vec<Attack> {
    let origin = server.origin();
    let paths = [
        "/..%2foutside.txt",
        "/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/../outside.txt",
        "/page/../../outside.txt",
        "/%2e%2e/outside.txt",
        "/..\\outside.txt",
        "/..%5coutside.txt",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/etc/passwd",
        "/index.html%00.js",
        "/index.html/",
        "/page/",
        "/INDEX.HTML",
        "/%69ndex.html",
    ];
    let mut attacks: Vec<Attack> = paths.iter().map(|path| (format!("the path {path}"), server.visit(path))).collect();
    let mut add = |what: &str, method: &str, target: &str| {
        attacks.push((what.to_owned(), server.call("execute", SMALL).to(method, target)));
    };
    add("a whole address of another site", "POST", "http://evil.test/api/execute");
    add("a whole address of this site", "POST", &format!("{origin}/api/execute"));
    add("a tunnel", "CONNECT", "evil.test:443");
    add("a tunnel to itself", "CONNECT", &origin[7..]);
    add("the star", "OPTIONS", "*");
    add("an echo", "TRACE", "/api/execute");
    add("a question before a call", "OPTIONS", "/api/execute");
    for method in ["GET", "HEAD", "PUT", "PATCH", "DELETE", "EXECUTE", "post"] {
        add(&format!("the method {method}"), method, "/api/execute");
    }
    add("a job that there is not", "POST", "/api/shell");
    add("the API in capitals", "POST", "/API/execute");
    add("the API written otherwise", "POST", "/%61pi/execute");
    add("the API by a detour", "POST", "/page/../api/execute");
    add("a slash too many", "POST", "//api/execute");
    attacks
}

fn origins(server: &Server) -> Vec<Attack> {
    let (port, own) = (server.port, server.origin());
    let foreign = [
        "null".to_owned(),
        String::new(),
        "http://evil.test".to_owned(),
        format!("http://evil.test:{port}"),
        format!("https://127.0.0.1:{port}"),
        format!("http://127.0.0.1:{}", port ^ 1),
        format!("http://localhost:{port}"),
        format!("{own}/"),
        format!("{own}.evil.test"),
        own.to_uppercase(),
        format!("127.0.0.1:{port}"),
        "file://".to_owned(),
    ];
    let call = server.call("execute", SMALL);
    let mut attacks = vec![
        ("no origin".to_owned(), call.clone().without("Origin")),
        ("two origins".to_owned(), call.clone().and("Origin", "http://evil.test")),
        ("the same origin twice".to_owned(), call.clone().and("Origin", &own)),
    ];
    for origin in foreign {
        attacks.push((format!("the origin '{origin}' of a job"), call.clone().with("Origin", &origin)));
        attacks.push((format!("the origin '{origin}' of a file"), server.visit("/").with("Origin", &origin)));
    }
    attacks
}

/// What the browser itself says of a request that another site has caused.
fn sites(server: &Server) -> Vec<Attack> {
    let mut attacks = Vec::new();
    for site in ["cross-site", "same-site", "none", "", "same-origin, cross-site", "SAME-ORIGIN"] {
        let request = server.call("execute", SMALL).with("Sec-Fetch-Site", site);
        attacks.push((format!("a job asked for from '{site}'"), request));
    }
    for part in ["script", "iframe", "image", "style", "object", "embed", "worker", "empty", "serviceworker"] {
        for site in ["cross-site", "same-site"] {
            let mode = if part == "iframe" { "navigate" } else { "no-cors" };
            let request = server.visit("/page/app-1234.js").with("Sec-Fetch-Site", site).with("Sec-Fetch-Mode", mode);
            attacks.push((format!("a file as {part} of a page, {site}"), request.with("Sec-Fetch-Dest", part)));
        }
    }
    let twice = server.visit("/").with("Sec-Fetch-Mode", "cors").and("Sec-Fetch-Site", "cross-site");
    attacks.push(("a file from two sites".to_owned(), twice));
    attacks
}

/// Cookies and tokens that are not quite right.
fn keys(server: &Server) -> Vec<Attack> {
    let (_, token) = server.invitation();
    let (name, secret) = server.cookie.split_once('=').expect("a pair");
    let cookies = [
        String::new(),
        format!("{name}="),
        format!("{name}={}", "0".repeat(64)),
        format!("{name}={}", &secret[..63]),
        format!("{name}={secret}0"),
        format!("{name}={token}"),
        format!("other={secret}"),
        format!("{}={secret}", name.to_uppercase()),
        format!("{name}%3D{secret}"),
        secret.to_owned(),
        format!("{name}={secret}").replace('=', " "),
    ];
    let mut attacks = Vec::new();
    for (what, honest) in [("a file", server.visit("/")), ("a job", server.call("execute", SMALL))] {
        attacks.push((format!("no cookie for {what}"), honest.clone().without("Cookie")));
        let bearer = honest.clone().without("Cookie").and("Authorization", &format!("Bearer {secret}"));
        attacks.push((format!("the cookie as a password for {what}"), bearer));
        for cookie in &cookies {
            attacks.push((format!("the cookie '{cookie}' for {what}"), honest.clone().with("Cookie", cookie)));
        }
    }
    let visit = |target: &str| server.visit(target).without("Cookie");
    let tokens = ["", "0", &token[..63], &token[1..], secret, &token.to_uppercase(), "%00", "true"];
    for wrong in tokens.iter().filter(|wrong| **wrong != token) {
        attacks.push((format!("the token '{wrong}'"), visit(&format!("/?token={wrong}"))));
    }
    let right = format!("/?token={token}");
    let mut add = |what: &str, request| attacks.push((what.to_owned(), request));
    add("the token for another path", visit(&format!("/index.html?token={token}")));
    add(
        "the token for a call",
        server.call("execute", SMALL).without("Cookie").to("POST", &format!("/api/execute?token={token}")),
    );
    add("the token among others", visit(&format!("/?a=b&token={token}")));
    add("the token with something after it", visit(&format!("{right}&a=b")));
    add("the token by POST", visit(&right).to("POST", &right));
    add("the token by HEAD", visit(&right).to("HEAD", &right));
    add("the token in the referrer", visit("/").and("Referer", &format!("{}{right}", server.origin())));
    add("the token in a picture", visit(&right).with("Sec-Fetch-Dest", "image").with("Sec-Fetch-Mode", "no-cors"));
    add("the token in a frame", visit(&right).with("Sec-Fetch-Dest", "iframe"));
    add("the token by a script", visit(&right).with("Sec-Fetch-Dest", "empty").with("Sec-Fetch-Mode", "cors"));
    add("the token under another host", visit(&right).with("Host", "evil.test"));
    attacks
}

/// What a form, or a script of another site, can send without asking first; and other protocols.
fn forms(server: &Server) -> Vec<Attack> {
    let call = server.call("execute", SMALL);
    let mut attacks = Vec::new();
    let mut add = |what: &str, request| attacks.push((what.to_owned(), request));
    for kind in [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "text/plain; application/json",
        "application/json, text/plain",
        "",
    ] {
        add(&format!("a call as '{kind}'"), call.clone().with("Content-Type", kind));
    }
    add("a call of no kind", call.clone().without("Content-Type"));
    add("a call without its header", call.clone().without("X-Interleave"));
    add("a call with another header", call.clone().with("X-Interleave", "0"));
    add("a call with its header twice", call.clone().and("X-Interleave", "1"));
    let form = call.clone().without("X-Interleave").with("Content-Type", "text/plain");
    add("a form of another page", form.with("Origin", "http://evil.test").with("Sec-Fetch-Site", "cross-site"));
    let socket = |request: Request| request.and("Connection", "Upgrade").and("Sec-WebSocket-Version", "13");
    for (what, request) in [("a file", server.visit("/")), ("a job", call)] {
        add(&format!("a socket instead of {what}"), socket(request.clone()).and("Upgrade", "websocket"));
        let foreign = socket(request.clone()).and("Upgrade", "websocket").with("Origin", "http://evil.test");
        add(&format!("a socket of another site instead of {what}"), foreign);
        add(&format!("HTTP/2 instead of {what}"), request.and("Connection", "Upgrade").and("Upgrade", "h2c"));
    }
    attacks
}

/// Jobs that are none.
fn jobs(server: &Server) -> Vec<Attack> {
    let nested = format!("{{\"plan\":{}", "[".repeat(100_000));
    let long = format!(r#"{{"plan":{{"workload":"{}"}},"model":"sequential","round":0}}"#, "a".repeat(100_000));
    let bodies = [
        r#"{"plan":{"parameters":{"n":-1}},"model":"sequential","round":0}"#,
        r#"{"plan":{"parameters":{"n":NaN}},"model":"sequential","round":0}"#,
        r#"{"plan":{"parameters":{"n":1e400}},"model":"sequential","round":0}"#,
        r#"{"plan":{"parameters":{"n":18446744073709551617}},"model":"sequential","round":0}"#,
        r#"{"plan":{"parameters":{"n":1.5}},"model":"sequential","round":0}"#,
        r#"{"plan":{"parameters":{"n":"1; reboot"}},"model":"sequential","round":0}"#,
        r#"{"plan":{"parameters":{"n":[1]}},"model":"sequential","round":0}"#,
        r#"{"plan":{"parameters":{"__proto__":1}},"model":"sequential","round":0}"#,
        r#"{"plan":{"workers":0},"model":"threads","round":0}"#,
        r#"{"plan":{"workers":100000},"model":"threads","round":0}"#,
        r#"{"plan":{"workers":-1},"model":"threads","round":0}"#,
        r#"{"plan":{"runs":1000000},"model":"threads","round":0}"#,
        r#"{"plan":{"quantum_us":0},"model":"time-slicing","round":0}"#,
        r#"{"plan":{"gil_profile":"python-4"},"model":"gil","round":0}"#,
        r#"{"plan":{"workload":"../../bin/sh"},"model":"sequential","round":0}"#,
        r#"{"plan":{"workload":"count","file":"/etc/passwd"},"model":"sequential","round":0}"#,
        r#"{"plan":{"workload":"scenario","parameters":{"text":"[[["}},"model":"sequential","round":0}"#,
        r#"{"plan":{},"model":"process","round":0}"#,
        r#"{"plan":{},"model":"","round":0}"#,
        r#"{"plan":{"models":["threads"]},"model":"gil","round":0}"#,
        r#"{"plan":{},"model":"sequential","round":-1}"#,
        r#"{"plan":{},"model":"sequential","round":1000}"#,
        r#"{"plan":{},"model":"sequential","round":18446744073709551616}"#,
        r#"{"plan":{},"model":"sequential","round":0,"program":"/bin/sh"}"#,
        r#"{"plan":{},"plan":{},"model":"sequential","round":0}"#,
        r#"{"plan":{},"model":"sequential"}"#,
        r#"{"plan":{},"model":"sequential","round":0}{}"#,
        "\u{feff}{}",
        r#"{"plan":{},"model":"#,
        "null",
        "[]",
        "",
        &nested,
        &long,
    ];
    let mut attacks: Vec<Attack> = bodies
        .iter()
        .map(|body| (format!("the job {}", body.chars().take(90).collect::<String>()), server.call("execute", body)))
        .collect();
    let broken = server.call("execute", "").saying(b"{\"plan\":{},\"model\":\"\xff\xfe\",\"round\":0}".as_slice());
    attacks.push(("a job that is no text".to_owned(), broken));
    attacks.push(("a job of a megabyte".to_owned(), server.call("execute", &" ".repeat(1 << 20))));
    attacks
}
