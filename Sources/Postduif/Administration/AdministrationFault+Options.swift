extension AdministrationFault {
    /// The fields that commands on messages have an option for, of the same name.
    private static let fields = ["all", "state", "kind", "lane", "domain", "reason", "issued_before", "cursor"]

    /// The same to somebody at a command: `filter.issued_before: …` is what `--issued-before` gave.
    var namingOptions: AdministrationFault {
        let lines = detail.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let (name, rest) = (line.prefix { $0 != ":" }, line.drop { $0 != ":" })
            let field = name.hasPrefix("filter.") ? name.dropFirst("filter.".count) : name
            guard !rest.isEmpty, Self.fields.contains(String(field)) else { return String(line) }
            return "--\(field.replacing("_", with: "-"))\(rest)"
        }
        return AdministrationFault(problem: problem, detail: lines.joined(separator: "\n"))
    }
}
