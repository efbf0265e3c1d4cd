//! Lets a future go on in the very turn of the event loop in which it was woken. In a build with atomics, wasm-bindgen's own tasks wait by
//! `Atomics.waitAsync`, because anybody may wake them; that takes another turn, which each message to a process and each timer would wait for.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, ThreadId};

use futures::task::AtomicWaker;
use js_sys::Function;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = queueMicrotask)]
    fn queue_microtask(task: &Function);
}

thread_local! {
    /// The futures that go on on this thread, by number.
    static TASKS: RefCell<BTreeMap<u32, Rc<Task>>> = const { RefCell::new(BTreeMap::new()) };
    static NEXT: Cell<u32> = const { Cell::new(0) };
    /// Those that were woken within [`at_once`], while something is done there.
    static DUE: RefCell<Option<Vec<Rc<Task>>>> = const { RefCell::new(None) };
}

struct Task {
    /// Nothing once it has ended.
    future: RefCell<Option<Pin<Box<dyn Future<Output = ()>>>>>,
    waker: Waker,
    way: Arc<Way>,
    /// What a microtask calls.
    go_on: Closure<dyn FnMut()>,
}

/// How a future is reached by whoever wakes it, on any thread.
struct Way {
    thread: ThreadId,
    number: u32,
    /// Whether it is to go on already.
    woken: AtomicBool,
    /// Whoever waits for its end, and by whom another thread reaches it.
    outer: AtomicWaker,
}

/// `future`, which goes on by a microtask when it is woken on its own thread.
pub async fn promptly<T: 'static>(future: impl Future<Output = T> + 'static) -> T {
    let value = Rc::new(Cell::new(None));
    let given = value.clone();
    let number = NEXT.replace(NEXT.get() + 1);
    let way = Way { thread: thread::current().id(), number, woken: AtomicBool::new(false), outer: AtomicWaker::new() };
    let way = Arc::new(way);
    let task = Rc::new(Task {
        future: RefCell::new(Some(Box::pin(async move { given.set(Some(future.await)) }))),
        waker: Waker::from(way.clone()),
        way: way.clone(),
        // A panic goes through to the page, as from any other task.
        go_on: Closure::own_assert_unwind_safe(move || {
            if let Some(task) = TASKS.with_borrow(|tasks| tasks.get(&number).cloned()) {
                task.go_on();
            }
        }),
    });
    TASKS.with_borrow_mut(|tasks| tasks.insert(number, task.clone()));
    let _listed = Listed(number);
    poll_fn(|context| {
        way.outer.register(context.waker());
        task.go_on();
        value.take().map_or(Poll::Pending, Poll::Ready)
    })
    .await
}

impl Task {
    fn go_on(&self) {
        let mut future = self.future.borrow_mut();
        let Some(unfinished) = future.as_mut() else { return };
        // Whatever wakes it from now on is news.
        self.way.woken.store(false, Ordering::SeqCst);
        if unfinished.as_mut().poll(&mut Context::from_waker(&self.waker)).is_ready() {
            *future = None;
            self.way.outer.wake();
        }
    }
}

impl Wake for Way {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.woken.swap(true, Ordering::SeqCst) {
            return;
        }
        if thread::current().id() != self.thread {
            self.outer.wake();
        } else if let Some(task) = TASKS.with_borrow(|tasks| tasks.get(&self.number).cloned()) {
            let Some(task) = DUE.with_borrow_mut(|due| due_or(due, task)) else { return };
            queue_microtask(task.go_on.as_ref().unchecked_ref());
        }
    }
}

/// For an event that JavaScript calls Rust for, so that nothing of ours is under way: whatever `wakes` wakes goes on before this returns.
pub fn at_once(wakes: impl FnOnce()) {
    DUE.set(Some(Vec::new()));
    wakes();
    DUE.take().into_iter().flatten().for_each(|task| task.go_on());
}

/// Puts a task with those that are due, where they are collected; else gives it back.
fn due_or(due: &mut Option<Vec<Rc<Task>>>, task: Rc<Task>) -> Option<Rc<Task>> {
    match due {
        Some(due) => {
            due.push(task);
            None
        }
        None => Some(task),
    }
}

/// Takes a future off the list of its thread.
struct Listed(u32);

impl Drop for Listed {
    fn drop(&mut self) {
        TASKS.with_borrow_mut(|tasks| tasks.remove(&self.0));
    }
}
