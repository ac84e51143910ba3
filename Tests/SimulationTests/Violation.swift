/// A promise that the simulation saw broken.
struct Violation: Error, CustomStringConvertible {
    let description: String

    init(_ text: String) { description = text }
}
