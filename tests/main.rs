//! Every test of the package, in one binary.

mod suite {
    mod normalize;
}
