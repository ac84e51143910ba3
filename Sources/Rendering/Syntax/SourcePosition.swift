/// A place in a template file, as an editor counts it: both numbers start at 1, columns are Unicode scalars.
struct SourcePosition: Hashable, Sendable {
    let file: String
    let line: Int
    let column: Int

    /// The start of a file, for problems that concern all of it.
    static func start(of file: String) -> SourcePosition {
        SourcePosition(file: file, line: 1, column: 1)
    }
}
