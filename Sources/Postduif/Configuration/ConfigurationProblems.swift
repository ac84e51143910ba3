/// Everything that is wrong with a configuration, each with its place and its fix.
struct ConfigurationProblems: Error, CustomStringConvertible {
    /// `postduif.yaml:12:3: http: unknown key 'prot'; did you mean 'port'?`
    let problems: [String]

    var description: String { problems.joined(separator: "\n") }
}
