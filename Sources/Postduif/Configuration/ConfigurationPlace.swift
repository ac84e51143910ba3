/// Where something of the configuration was written.
struct ConfigurationPlace: Hashable, Sendable, CustomStringConvertible {
    /// The path of the file, or the name of the environment variable.
    let source: String
    /// From 1; 0: the whole source.
    let line: Int
    /// From 1, in Unicode scalars.
    let column: Int

    init(source: String, line: Int = 0, column: Int = 0) {
        self.source = source
        self.line = line
        self.column = column
    }

    /// `file:line:column`, as editors and terminals understand it.
    var description: String {
        line == 0 ? source : "\(source):\(line):\(column)"
    }
}
