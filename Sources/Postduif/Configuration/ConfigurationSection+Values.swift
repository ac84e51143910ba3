import Mail

extension ConfigurationSection {
    /// Octets of a text.
    private static let textLimit = 1_024

    /// A text as written; `nil` if there is none or it is unfit.
    func text(_ name: String) -> String? {
        guard case .text(let text)? = members[name]?.content else { return nil }
        guard text.utf8.count <= Self.textLimit else {
            fault(name, "is longer than \(Self.textLimit) octets; shorten it")
            return nil
        }
        guard !text.unicodeScalars.contains(where: { Self.isInvisible($0) }) else {
            fault(name, "has a control or invisible character; write it again by hand on one line")
            return nil
        }
        return text
    }

    /// A whole number within bounds.
    func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(name) else { return nil }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }), let number = Int(text) else {
            fault(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        guard range.contains(number) else {
            fault(name, "is \(number); it must be from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// A duration with its unit, within bounds.
    func duration(_ name: String, in range: ClosedRange<Duration>) -> Duration? {
        guard let text = text(name) else { return nil }
        let bounds = "from \(DurationText.format(range.lowerBound)) to \(DurationText.format(range.upperBound))"
        guard let duration = DurationText.parse(text) else {
            fault(name, "must be a whole number with its unit s, m, h or d, such as 10m, \(bounds)")
            return nil
        }
        guard range.contains(duration) else {
            fault(name, "is \(DurationText.format(duration)); it must be \(bounds)")
            return nil
        }
        return duration
    }

    /// One of a few words.
    func choice<Choice: RawRepresentable<String>>(_ name: String, of choices: [Choice]) -> Choice? {
        guard let text = text(name) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let words = choices.map(\.rawValue)
        let hint = Spelling.suggestion(for: text, among: words).map { "; did you mean '\($0)'?" } ?? ""
        fault(name, "must be one of: \(words.joined(separator: ", "))\(hint)")
        return nil
    }

    /// `true` or `false`.
    func flag(_ name: String) -> Bool? {
        guard let text = text(name) else { return nil }
        if let flag = Bool(text) { return flag }
        fault(name, "must be true or false")
        return nil
    }

    func address(_ name: String) -> EmailAddress? {
        guard let text = text(name) else { return nil }
        do { return try EmailAddress(text) } catch {
            fault(name, "is not an e-mail address: \(error.advice)")
            return nil
        }
    }

    /// A domain, in A-labels.
    func domain(_ name: String) -> String? {
        guard let text = text(name) else { return nil }
        do { return try DomainName.toASCII(text) } catch {
            fault(name, "is not a domain: \(error.advice)")
            return nil
        }
    }

    /// A host name or IP address to listen on.
    func host(_ name: String) -> String? {
        guard let text = text(name) else { return nil }
        guard HostText.isHost(text) else {
            fault(name, "must be a host name or an IP address, without a scheme and a port")
            return nil
        }
        return text.lowercased()
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }
}
