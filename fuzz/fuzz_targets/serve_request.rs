//! Whatever bytes come in on a connection of `interleave serve`: nothing panics, nothing fails inside, and who has no cookie gets nothing.
//!
//! `cargo +nightly fuzz run serve_request fuzz/corpus/serve_request fuzz/requests` tries variations of real requests.
#![no_main]

use std::sync::{Arc, LazyLock};

use interleave::serve::{Page, Site, router, serve_connection};
use libfuzzer_sys::fuzz_target;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};
use tokio::runtime::{Builder, Runtime};

/// Stands in the page and nowhere else.
const MARK: &str = "only for who was invited";

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_current_thread().enable_time().build().expect("a runtime"));

static SITE: LazyLock<Arc<Site>> = LazyLock::new(|| {
    let page = Page::new([("index.html".to_owned(), MARK.into())]).expect("a page");
    // The port whose hosts have the shortest names.
    Arc::new(Site::new(80, page, "nowhere".into()).expect("secrets"))
});

fuzz_target!(|bytes: &[u8]| {
    let answers = RUNTIME.block_on(async {
        let (mut attacker, server) = duplex(64 * 1024);
        let serving = tokio::task::LocalSet::new();
        serving.spawn_local(serve_connection(server, router(SITE.clone())));
        serving
            .run_until(async {
                let mut answers = Vec::new();
                // Reads while it writes: neither end waits for the other.
                let (mut from, mut to) = tokio::io::split(&mut attacker);
                let sent = async {
                    let _ = to.write_all(bytes).await;
                    let _ = to.shutdown().await;
                };
                tokio::join!(sent, async { from.read_to_end(&mut answers).await.ok() });
                answers
            })
            .await
    });
    let answers = String::from_utf8_lossy(&answers);
    assert!(!answers.contains(MARK), "the page was given away: {answers}");
    let statuses = answers.lines().filter_map(|line| line.strip_prefix("HTTP/1."));
    for status in statuses.filter_map(|rest| rest.split(' ').nth(1)) {
        assert!(status.starts_with('4') || status == "505", "{answers}");
    }
});
