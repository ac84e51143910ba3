/// The program's version, as the CHANGELOG names it.
enum Version {
    static let text = "0.1.0"
}
