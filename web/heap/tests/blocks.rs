//! The heap of the browser's engine, natively: blocks are apart, aligned and as large as wished for, whichever thread lets go of them.

use std::alloc::{GlobalAlloc as _, Layout};
use std::sync::mpsc;
use std::thread;

use interleave_core::random::Random;
use interleave_heap::Heap;

/// A block whose bytes all say whose it is.
struct Block {
    place: *mut u8,
    layout: Layout,
    mark: u8,
}

// SAFETY: it has one owner at a time.
unsafe impl Send for Block {}

impl Block {
    fn new(size: usize, align: usize, mark: u8, zeroed: bool) -> Self {
        let layout = Layout::from_size_align(size, align).expect("a layout");
        // SAFETY: no size here is 0.
        let place = unsafe { if zeroed { Heap.alloc_zeroed(layout) } else { Heap.alloc(layout) } };
        assert!(!place.is_null() && place.addr().is_multiple_of(align), "{layout:?}");
        let block = Self { place, layout, mark };
        assert!(!zeroed || block.bytes().iter().all(|byte| *byte == 0), "{layout:?}");
        block.write();
        block
    }

    fn bytes(&self) -> &[u8] {
        // SAFETY: it is that large and has been written.
        unsafe { std::slice::from_raw_parts(self.place, self.layout.size()) }
    }

    fn write(&self) {
        // SAFETY: it is that large.
        unsafe { self.place.write_bytes(self.mark, self.layout.size()) };
    }

    fn check(&self) {
        assert!(self.bytes().iter().all(|byte| *byte == self.mark), "{:?}: others write into it", self.layout);
    }

    fn resize(&mut self, size: usize) {
        let kept = size.min(self.layout.size());
        // SAFETY: it was asked for with this layout, and no size here is 0.
        self.place = unsafe { Heap.realloc(self.place, self.layout, size) };
        self.layout = Layout::from_size_align(size, self.layout.align()).expect("a layout");
        assert!(self.bytes()[..kept].iter().all(|byte| *byte == self.mark), "{:?}: not all was kept", self.layout);
        self.write();
    }

    fn free(self) {
        self.check();
        // SAFETY: it was asked for with this layout, and is gone.
        unsafe { Heap.dealloc(self.place, self.layout) };
    }
}

fn size(random: &mut Random) -> usize {
    let largest = 1 << random.below(18);
    1 + random.below(largest) as usize
}

#[test]
fn blocks_are_apart_whoever_has_them_and_whoever_lets_go_of_them() {
    thread::scope(|scope| {
        let (to_first, from_second) = mpsc::channel::<Block>();
        let (to_second, from_first) = mpsc::channel::<Block>();
        for (seed, to_other, from_other) in [(1, to_second, from_second), (2, to_first, from_first)] {
            scope.spawn(move || {
                let mut random = Random::new(seed);
                let mut own: Vec<Block> = Vec::new();
                for mark in (0..30_000).map(|step| (step % 251) as u8) {
                    own.push(Block::new(size(&mut random), 1 << random.below(7), mark, random.below(4) == 0));
                    let place = random.below(own.len() as u64) as usize;
                    own[place].check();
                    match random.below(4) {
                        0 => own[place].resize(size(&mut random)),
                        1 => to_other.send(own.swap_remove(place)).unwrap_or_else(|unsent| unsent.0.free()),
                        _ => own.swap_remove(place).free(),
                    }
                    from_other.try_iter().for_each(Block::free);
                    while own.len() > 300 {
                        own.swap_remove(0).free();
                    }
                }
                own.into_iter().for_each(Block::free);
                drop(to_other);
                from_other.into_iter().for_each(Block::free);
            });
        }
    });
}

#[test]
fn the_block_that_was_let_go_of_last_is_the_next_one_of_its_size() {
    for (size, other) in [(1_500, 1_536), (6_200, 7_000), (32_000, 32 * 1024)] {
        let [first, between, last] = [1, 2, 3].map(|mark| Block::new(size, 8, mark, false));
        let place = last.place;
        first.free();
        last.free();
        let next = Block::new(other, 8, 4, false);
        assert_eq!(next.place, place, "{size} and {other} bytes are kept together");
        next.free();
        between.free();
    }
}

#[test]
fn blocks_that_are_not_small_have_no_line_of_the_cache_in_common() {
    let mut random = Random::new(3);
    let mut blocks: Vec<Block> = (0..500).map(|_| Block::new(257 + size(&mut random), 8, 1, false)).collect();
    blocks.sort_by_key(|block| block.place);
    for pair in blocks.windows(2) {
        let last = (pair[0].place.addr() + pair[0].layout.size() - 1) / 64;
        assert!(last < pair[1].place.addr() / 64, "{:?} and {:?}", pair[0].layout, pair[1].layout);
    }
    blocks.into_iter().for_each(Block::free);
}

#[test]
fn the_stack_of_a_thread_begins_and_ends_with_a_page() {
    // As wasm-bindgen asks for one.
    let stacks = [1, 2].map(|mark| Block::new(2 << 20, 16, mark, false));
    for stack in stacks {
        assert_eq!(stack.place.addr() % 4096, 0);
        stack.free();
    }
}
