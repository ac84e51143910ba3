/// When seal keys change and go.
struct SealPolicy: Sendable {
    /// `seal.rotate_every`; zero: by hand alone.
    let rotateEvery: Duration
    /// Whether nobody else writes: a command on a closed store need not wait before it drops the former key.
    var isAlone = false
}
