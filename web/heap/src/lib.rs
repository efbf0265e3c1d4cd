//! The engine's heap: std's allocator, whose one lock all workers of a memory share, behind a store of free blocks for each of them.
//!
//! A worker that lets go of a small block keeps it for its own next wish of that size, so that hardly any wish comes to the lock or searches for
//! a place. Blocks may move from worker to worker, because none belongs to anybody: it goes where it was let go of.
//!
//! A crate of its own: compiled together with the heap, the engine would be built for a heap that unwinds, and a fortieth larger.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::ptr;

/// Std's allocator with stores in front of it.
pub struct Heap;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static HEAP: Heap = Heap;

/// Sizes that are kept apart: steps of 16 bytes, and from [`FINE`] on four for each doubling.
const CLASSES: usize = 16 + 4 * (LARGEST.ilog2() - FINE.ilog2()) as usize;
const FINE: usize = 256;

/// Larger blocks go to std: they are few, and filling them takes longer than finding a place for them.
const LARGEST: usize = 32 * 1024;

/// How many bytes of one size a worker keeps at the most.
const KEPT: usize = 64 * 1024;

/// What std's allocator aligns every block to.
const ALIGNED: usize = 8;

/// A free block: the place of the next one of its size is written into it.
struct Block {
    next: *mut Block,
}

/// The free blocks of one size.
struct Shelf {
    first: Cell<*mut Block>,
    /// How many more it takes.
    room: Cell<usize>,
}

thread_local! {
    // Without a destructor, which would have to be registered, and that needs memory. Workers end with their memory.
    static STORE: [Shelf; CLASSES] = const {
        let mut shelves = [const { Shelf { first: Cell::new(ptr::null_mut()), room: Cell::new(0) } }; CLASSES];
        let mut class = 0;
        while class < CLASSES {
            shelves[class].room = Cell::new(KEPT / size_of_class(class));
            class += 1;
        }
        shelves
    };
}

/// Where blocks for this wish are kept, unless they go to std.
#[inline]
fn class_of(layout: Layout) -> Option<usize> {
    let (size, align) = (layout.size(), layout.align());
    if align > ALIGNED || size > LARGEST || size == 0 {
        return None;
    }
    let last = size - 1;
    if size <= FINE {
        return Some(last / 16);
    }
    let doublings = last.ilog2();
    Some(16 + 4 * (doublings - FINE.ilog2()) as usize + ((last >> (doublings - 2)) & 3))
}

/// How large the blocks of a class are.
const fn size_of_class(class: usize) -> usize {
    if class < 16 { 16 * (class + 1) } else { (5 + class % 4) << (FINE.ilog2() as usize - 2 + (class - 16) / 4) }
}

/// What processors move between their caches at a time. Workers that write to the same line wait for each other at each write, whatever they write.
const LINE: usize = 64;

/// So much is asked for at a time, one small block after another, so that most of them lie on lines with those of the same worker.
const TOGETHER: usize = 1024;

/// The first worker's stack ends with a page. With one that does not, `compile` was measured to be 3 to 11 % slower; that it ends with a line does not help.
const PAGE: usize = 4096;

/// The wish that std is asked for: beyond its end, a block that is not small has a line that nobody writes to. The stacks of threads, which alone are
/// large and aligned, begin and end with a page.
const fn apart(wish: Layout) -> Layout {
    if wish.size() <= FINE {
        return wish;
    }
    let stack = wish.size() > LARGEST && wish.align() > ALIGNED && wish.align() < PAGE;
    match Layout::from_size_align(wish.size() + LINE, if stack { PAGE } else { wish.align() }) {
        Ok(longer) => longer,
        Err(_) => wish,
    }
}

/// The wish that std is asked for a block of a class.
const fn whole(class: usize) -> Layout {
    // SAFETY: the alignment is a power of two, and no size comes near the largest one.
    apart(unsafe { Layout::from_size_align_unchecked(size_of_class(class), ALIGNED) })
}

/// A block of a class from std, and where they are small, some more for the shelf.
#[cold]
fn fetch(class: usize, shelf: &Shelf) -> *mut u8 {
    for _ in 1..(TOGETHER / size_of_class(class)).min(shelf.room.get()) {
        // SAFETY: no block has no bytes.
        let block = unsafe { System.alloc(whole(class)) }.cast::<Block>();
        if block.is_null() {
            break;
        }
        // SAFETY: nobody else has it, and each has room for the place of another and is aligned for it.
        unsafe { block.write(Block { next: shelf.first.get() }) };
        shelf.first.set(block);
        shelf.room.set(shelf.room.get() - 1);
    }
    // SAFETY: no block has no bytes.
    unsafe { System.alloc(whole(class)) }
}

// SAFETY: each block is std's, at least as large as wished for, and in no more than one place: in use, or on one shelf of one worker. A class
// follows from the wish alone, so that a block is given back with the layout that it was asked for.
unsafe impl GlobalAlloc for Heap {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some(class) = class_of(layout) else {
            // SAFETY: the caller's promise.
            return unsafe { System.alloc(apart(layout)) };
        };
        STORE.with(|store| {
            // SAFETY: there are as many as classes.
            let shelf = unsafe { store.get_unchecked(class) };
            let Shelf { first, room } = shelf;
            let block = first.get();
            if block.is_null() {
                return fetch(class, shelf);
            }
            // SAFETY: it lies on the shelf, so `dealloc` has written it, and nobody else reads it.
            first.set(unsafe { (*block).next });
            room.set(room.get() + 1);
            block.cast()
        })
    }

    #[inline]
    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        let Some(class) = class_of(layout) else {
            // SAFETY: the caller's promise.
            return unsafe { System.dealloc(place, apart(layout)) };
        };
        STORE.with(|store| {
            // SAFETY: there are as many as classes.
            let Shelf { first, room } = unsafe { store.get_unchecked(class) };
            if room.get() == 0 {
                // SAFETY: it was asked for with this layout.
                return unsafe { System.dealloc(place, whole(class)) };
            }
            let block = place.cast::<Block>();
            // SAFETY: the caller has let go of it, and each has room for the place of another and is aligned for it.
            unsafe { block.write(Block { next: first.get() }) };
            first.set(block);
            room.set(room.get() - 1);
        });
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if class_of(layout).is_none() {
            // SAFETY: the caller's promise. Std knows which memory is new, and so zero already.
            return unsafe { System.alloc_zeroed(apart(layout)) };
        }
        // SAFETY: the caller's promise.
        let place = unsafe { self.alloc(layout) };
        if !place.is_null() {
            // SAFETY: the block is that large.
            unsafe { place.write_bytes(0, layout.size()) };
        }
        place
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller promises that it is a valid size for this alignment.
        let wished = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        match (class_of(layout), class_of(wished)) {
            // SAFETY: the caller's promise. Std may find room right behind the block.
            (None, None) if apart(layout).align() == apart(wished).align() => unsafe {
                System.realloc(place, apart(layout), apart(wished).size())
            },
            (Some(before), Some(now)) if before == now => place,
            _ => {
                // SAFETY: the caller's promise.
                let new = unsafe { self.alloc(wished) };
                if !new.is_null() {
                    // SAFETY: both blocks have as many bytes, and they are two.
                    unsafe { ptr::copy_nonoverlapping(place, new, layout.size().min(size)) };
                    // SAFETY: the caller's promise; nobody reads the old one any more.
                    unsafe { self.dealloc(place, layout) };
                }
                new
            }
        }
    }
}
