//! The native program.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> interleave::exit::Exit {
    interleave::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
