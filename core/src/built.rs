//! How this core was built: two figures may only be compared if it was built alike.

/// The compiler's own words.
pub const COMPILER: &str = env!("INTERLEAVE_COMPILER");

/// `release` or `debug`.
pub const PROFILE: &str = if cfg!(debug_assertions) { "debug" } else { "release" };

/// Processor features the compiler was allowed to use, such as `sse2` or `simd128`.
pub fn target_features() -> Vec<String> {
    env!("INTERLEAVE_FEATURES").split(',').filter(|feature| !feature.is_empty()).map(str::to_owned).collect()
}
