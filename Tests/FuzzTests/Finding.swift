/// Something that must not be, and the input that showed it.
struct Finding: Error, CustomStringConvertible {
    let description: String

    init(_ text: String) { description = text }
}
