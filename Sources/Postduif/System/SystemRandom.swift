import Mail

/// The operating system's generator (`getrandom`); every secret is drawn from it.
struct SystemRandom: RandomSource {
    func next() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}
