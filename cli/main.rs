//! The native program.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> interleave::end::End {
    interleave::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
