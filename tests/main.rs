//! Every test of the package, in one binary.
