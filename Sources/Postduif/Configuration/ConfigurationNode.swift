/// One value of the configuration as written, with its place: the same whether it came from the file or the environment.
struct ConfigurationNode: Sendable {
    let place: ConfigurationPlace
    var content: Content

    enum Content: Sendable {
        /// Nothing, `~`, `null` or `""`: the default holds.
        case empty
        case text(String)
        case section([String: ConfigurationNode])
        case list([ConfigurationNode])
        /// Written in the wrong form, which is a problem noted already.
        case unfit
    }

    /// Puts a value at the path, over what stands there; sections on the way are made.
    mutating func overlay(_ node: ConfigurationNode, at path: ArraySlice<String>) {
        guard let name = path.first else {
            self = node
            return
        }
        var members: [String: ConfigurationNode] = [:]
        if case .section(let present) = content { members = present }
        var member = members[name] ?? ConfigurationNode(place: node.place, content: .empty)
        member.overlay(node, at: path.dropFirst())
        members[name] = member
        content = .section(members)
    }
}
