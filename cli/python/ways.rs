//! The four ways in which CPython can run a program, and the model that each corresponds to.

use super::find::Python;

/// A way to run a program in CPython.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// The standard library's name for it.
    pub name: &'static str,
    with_gil: &'static str,
    free_threaded: &'static str,
}

/// Every way, in the order of the models.
pub const ALL: [Way; 4] = [
    Way { name: "sequential", with_gil: "sequential", free_threaded: "sequential" },
    Way { name: "threading", with_gil: "gil", free_threaded: "threads" },
    Way { name: "multiprocessing", with_gil: "processes", free_threaded: "processes" },
    Way { name: "asyncio", with_gil: "async", free_threaded: "async" },
];

impl Way {
    /// The model that it corresponds to in this Python.
    pub fn model(&self, python: &Python) -> &'static str {
        if python.gil { self.with_gil } else { self.free_threaded }
    }
}
