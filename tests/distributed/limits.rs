//! What a worker lets no task of somebody else do.

use crate::machines::{Server, output};

#[test]
fn a_task_that_takes_too_long_is_ended_and_its_parent_told_why() {
    let server = Server::start();
    let _worker = server.worker_with(&["--name", "strict", "--lanes", "1", "--task-timeout", "1"]);
    let (code, _, told) =
        server.run(&["count", "--param", "n=10000000000", "--workers", "1", "--runs", "1", "--warmup", "0"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("its worker lets no task take longer than 1 s"), "{told}");
    // It goes on lending, and short tasks of a long run are none of its business.
    let (code, _, told) =
        server.run(&["storm", "--workers", "1", "--param", "waits=4", "--runs", "8", "--warmup", "0"]);
    assert_eq!(code, Some(0), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_lane_that_uses_too_much_memory_is_ended_and_its_parent_told_why() {
    let server = Server::start();
    let _worker = server.worker_with(&["--lanes", "2", "--lane-memory", "48"]);
    let large = ["transfer", "--param", "kib=65536", "--param", "trips=50", "--runs", "1", "--warmup", "0"];
    let (code, _, told) = server.run(&large);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("its worker lets no lane use more than 48 MiB"), "{told}");
}

#[test]
fn limits_out_of_range_are_refused() {
    for wrong in [["--task-timeout", "0"], ["--task-timeout", "86401"], ["--lane-memory", "15"], ["--lanes", "65"]] {
        let output = output(&["worker", "--nats", "nats://127.0.0.1:1", wrong[0], wrong[1]]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && told.lines().count() == 1, "{wrong:?}: {told}");
        assert!(!told.contains("cannot be reached"), "{wrong:?}: {told}");
    }
}
