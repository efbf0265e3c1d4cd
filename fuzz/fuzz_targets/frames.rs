//! Whatever frames come from the network of `distributed`: nothing panics; and whatever a network loses, repeats or holds back, each message
//! arrives once and in order.
//!
//! `cargo +nightly fuzz run frames fuzz/corpus/frames fuzz/frames` tries variations of both.
#![no_main]

use std::collections::VecDeque;

use interleave::distributed::Stream;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, rest)) = bytes.split_first() else { return };
    if choice % 2 == 0 { hostile(rest) } else { lossy(rest) }
});

/// Frames of anybody: each has its length before it, and something has been said meanwhile.
fn hostile(mut rest: &[u8]) {
    let mut stream = Stream::default();
    while let Some((length, after)) = rest.split_first() {
        let (frame, after) = after.split_at(usize::from(*length).min(after.len()));
        rest = after;
        stream.say(frame, 16 + usize::from(*length));
        if let Ok(heard) = stream.hear(frame) {
            assert!(heard.again.len() <= 64, "no frame has everything said again");
        }
    }
}

/// Each byte is something that happens: a message is said, or the network does something with the frame that is next.
fn lossy(happens: &[u8]) {
    let (mut one, mut other) = (Stream::default(), Stream::default());
    let mut on_way: VecDeque<Vec<u8>> = VecDeque::new();
    let (mut said, mut arrived) = (Vec::new(), Vec::new());
    for byte in happens {
        let amount = usize::from(byte >> 3);
        match byte & 7 {
            0 | 1 => {
                let message = vec![said.len() as u8; 5 * amount];
                on_way.extend(one.say(&message, 40));
                said.push(message);
            }
            2 => drop(on_way.pop_front()),
            3 => on_way.extend(on_way.front().cloned()),
            4 => on_way.rotate_left(amount.min(on_way.len())),
            5 => on_way.extend(one.hear(&other.beat()).expect("it is a beat").again),
            _ => {
                for frame in on_way.drain(..(amount + 1).min(on_way.len())) {
                    arrived.extend(other.hear(&frame).expect("it is a frame").message);
                }
            }
        }
        assert!(said.starts_with(&arrived), "once, and in order");
    }
    // Nothing is lost any more: then all of it arrives.
    for _ in 0..=2 * said.iter().map(|message| message.len() + 1).sum::<usize>() {
        on_way.extend(one.hear(&other.beat()).expect("it is a beat").again);
        for frame in on_way.drain(..) {
            arrived.extend(other.hear(&frame).expect("it is a frame").message);
        }
    }
    assert_eq!(arrived, said, "every message arrives");
}
