//! Every way to show a server who one is, and a server that shows who it is, each tried on a real one.

use std::fs;
use std::path::Path;

use data_encoding::BASE64URL_NOPAD;
use nkeys::KeyPair;
use serde_json::{Value, json};

use crate::machines::{Server, output, program, started};

/// Lends a lane and uses it: at this address, with these flags.
fn runs(url: &str, flags: &[&str]) {
    let mut worker = program(&[&["worker", "--lanes", "1"], flags].concat());
    worker.env("NATS_URL", url);
    let _worker = started(worker);
    let plan = ["run", "count", "--model", "distributed", "--param", "n=1000", "--runs", "1", "--warmup", "0"];
    let run = program(&[&plan, flags].concat()).env("NATS_URL", url).output().expect("it starts");
    assert!(run.status.success(), "{run:?}");
}

/// The one sentence with which this is refused.
fn refused(url: &str, flags: &[&str]) -> String {
    let output =
        output(&[&["run", "count", "--model", "distributed", "--timeout", "1", "--nats", url], flags].concat());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    told
}

#[test]
fn a_user_and_a_password_with_signs_that_addresses_write_otherwise() {
    let server = Server::configured(|_| "authorization { user: \"ada@home\", password: \"p:s/w rd%\" }".to_owned());
    let at = format!("127.0.0.1:{}", server.port);
    runs(&format!("nats://ada%40home:p%3As%2Fw%20rd%25@{at}"), &[]);
    assert!(refused(&format!("nats://ada%40home:another@{at}"), &[]).contains("refuses these credentials"));
    assert!(refused(&format!("nats://{at}"), &[]).contains("refuses these credentials"));
}

#[test]
fn the_seed_of_an_nkey_in_the_address_or_in_a_file() {
    let user = KeyPair::new_user();
    let key = user.public_key();
    let server = Server::configured(|_| format!("authorization {{ users: [ {{ nkey: {key} }} ] }}"));
    let at = format!("127.0.0.1:{}", server.port);
    let (seed, file) = (user.seed().expect("its own"), server.folder.join("user.nk"));
    runs(&format!("nats://{seed}@{at}"), &[]);
    fs::write(&file, format!("{seed}\n")).expect("it is written");
    runs(&format!("nats://{at}"), &["--creds", file.to_str().expect("text")]);
    let another = KeyPair::new_user().seed().expect("its own");
    let said = refused(&format!("nats://{another}@{at}"), &[]);
    assert!(said.contains("refuses these credentials") && !said.contains(&another), "{said}");
}

/// A token that says `nats` of `subject`, signed by `issuer`.
fn token(issuer: &KeyPair, subject: &KeyPair, nats: Value) -> String {
    let encoded = |part: Value| BASE64URL_NOPAD.encode(part.to_string().as_bytes());
    let head = encoded(json!({"typ": "JWT", "alg": "ed25519-nkey"}));
    let (issuer_key, subject_key) = (issuer.public_key(), subject.public_key());
    let claims =
        json!({"iat": 1, "jti": subject_key, "iss": issuer_key, "name": "test", "sub": subject_key, "nats": nats});
    let signed = format!("{head}.{}", encoded(claims));
    let signature = issuer.sign(signed.as_bytes()).expect("it can sign");
    format!("{signed}.{}", BASE64URL_NOPAD.encode(&signature))
}

#[test]
fn a_file_of_credentials_of_a_user_of_an_account() {
    let (operator, account, user) = (KeyPair::new_operator(), KeyPair::new_account(), KeyPair::new_user());
    let limits = json!({"subs": -1, "conn": -1, "leaf": -1, "imports": -1, "exports": -1, "data": -1, "payload": -1, "wildcards": true});
    let of_operator = token(&operator, &operator, json!({"type": "operator", "version": 2}));
    let of_account = token(&operator, &account, json!({"type": "account", "version": 2, "limits": limits}));
    let of_user = |user: &KeyPair, account: &KeyPair| {
        token(account, user, json!({"type": "user", "version": 2, "subs": -1, "data": -1, "payload": -1}))
    };
    let key = account.public_key();
    let server = Server::configured(|_| {
        format!("operator: {of_operator}\nresolver: MEMORY\nresolver_preload: {{ {key}: {of_account} }}")
    });
    let credentials = |name: &str, user: &KeyPair, account: &KeyPair| {
        let file = server.folder.join(name);
        let text = format!(
            "-----BEGIN NATS USER JWT-----\n{}\n------END NATS USER JWT------\n\n-----BEGIN USER NKEY SEED-----\n{}\n------END USER NKEY SEED------\n",
            of_user(user, account),
            user.seed().expect("its own")
        );
        fs::write(&file, text).expect("it is written");
        file.to_str().expect("text").to_owned()
    };
    let at = format!("nats://127.0.0.1:{}", server.port);
    runs(&at, &["--creds", &credentials("user.creds", &user, &account)]);
    let stranger = credentials("stranger.creds", &user, &KeyPair::new_account());
    assert!(refused(&at, &["--creds", &stranger]).contains("refuses these credentials"));
    let none = server.folder.join("server.conf");
    assert!(refused(&at, &["--creds", none.to_str().expect("text")]).contains("cannot be used"));
    assert!(refused(&at, &["--creds", "no-such-file"]).contains("'no-such-file' cannot be used"));
}

/// A certificate for this machine that nobody has signed but itself, and the file of it.
fn certified(folder: &Path) -> String {
    let own =
        rcgen::generate_simple_self_signed(["localhost".to_owned(), "127.0.0.1".to_owned()]).expect("a certificate");
    let (certificate, key) = (folder.join("own.pem"), folder.join("own.key"));
    fs::write(&certificate, own.cert.pem()).expect("it is written");
    fs::write(&key, own.signing_key.serialize_pem()).expect("it is written");
    format!("tls {{ cert_file: {certificate:?}, key_file: {key:?} }}\nauthorization {{ token: \"a-token\" }}")
}

#[test]
fn a_server_with_a_certificate_of_its_own_is_trusted_by_who_is_given_it_and_by_nobody_else() {
    let server = Server::configured(certified);
    let trusted = server.folder.join("own.pem");
    let trust = ["--tls-ca", trusted.to_str().expect("text")];
    for host in ["127.0.0.1", "localhost"] {
        runs(&format!("tls://a-token@{host}:{}", server.port), &trust);
    }
    let url = format!("tls://a-token@127.0.0.1:{}", server.port);
    let said = refused(&url, &[]);
    assert!(said.contains("is not trusted") && said.contains("--tls-ca FILE"), "{said}");
    assert!(refused(&format!("tls://another@127.0.0.1:{}", server.port), &trust).contains("refuses these credentials"));
    assert!(refused(&url, &["--tls-ca", "no-such-file"]).contains("'no-such-file' cannot be used"));
    // Nobody is spoken to in the clear who was to show a certificate.
    let plain = Server::start();
    refused(&plain.url().replace("nats://", "tls://"), &trust);
}
