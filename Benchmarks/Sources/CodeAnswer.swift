import Hummingbird

/// What a peer of (a) answers where it answers in JSON.
struct CodeAnswer: ResponseCodable {
    let id: String
    let purpose: String
}
