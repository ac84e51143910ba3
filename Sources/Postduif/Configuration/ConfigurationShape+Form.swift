extension ConfigurationShape {
    /// What a value of this shape looks like, for messages.
    var form: String {
        switch self {
        case .value: "a single value"
        case .section: "a section of keys"
        case .list: "a list, each entry with '- '"
        }
    }
}
