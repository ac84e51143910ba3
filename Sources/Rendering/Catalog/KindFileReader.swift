import Mail
import Yams

/// Reads the YAML files of a template folder strictly: unknown keys, wrong types and missing examples are problems with a place.
struct KindFileReader {
    private let file: String
    private let origin: PublicOrigin
    private(set) var problems: ProblemCollector

    init(file: String, origin: PublicOrigin, problems: ProblemCollector) {
        self.file = file
        self.origin = origin
        self.problems = problems
    }

    /// - Parameter kind: The name that the file must repeat; `nil` for `shared.yaml`, which only has variables.
    mutating func read(_ source: SourceText, kind: String?) -> KindFile {
        var result = KindFile()
        guard let pairs = pairs(of: document(source), "The file", known: kind == nil ? ["variables"] : ["kind", "links", "variables"])
        else { return result }
        if let kind {
            if pairs["kind"]?.string != kind {
                report("kind must be \(kind), the name of the folder; write kind: \(kind).", pairs["kind"])
            }
            if let links = pairs["links"]?.int, (0...10).contains(links) {
                result.links = links
            } else {
                report("links must be the number of links in each body, 0 to 10; write for example links: 1.", pairs["links"])
            }
        }
        guard let variables = pairs["variables"] else {
            report("There is no variables map; add variables: with a line for each variable.", nil)
            return result
        }
        result.variables = position(of: variables)
        for (name, node) in entries(of: variables, "variables") { add(name, node, to: &result) }
        if result.declarations.count > TemplateBounds.variables {
            report("There are more than \(TemplateBounds.variables) variables; declare fewer.", variables)
        }
        return result
    }

    private mutating func document(_ source: SourceText) -> Node? {
        guard source.bytes.count <= TemplateBounds.yamlOctets else {
            report("The file is larger than \(TemplateBounds.yamlOctets) octets; make it smaller.", nil)
            return nil
        }
        do {
            guard let node = try Yams.compose(yaml: String(decoding: source.bytes, as: UTF8.self)) else {
                report("The file is empty; declare the variables in it.", nil)
                return nil
            }
            return node
        } catch let error as YamlError {
            reportSyntax(error)
        } catch {
            report("The file is not YAML; correct its syntax.", nil)
        }
        return nil
    }

    private mutating func reportSyntax(_ error: YamlError) {
        let place: (line: Int, column: Int) =
            switch error {
            case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
                (max(1, mark.line), max(1, mark.column))
            default: (1, 1)
            }
        problems.add(
            "The file is not YAML from here on; correct indentation, quotes and colons.",
            at: SourcePosition(file: file, line: place.line, column: place.column))
    }

    private mutating func add(_ name: String, _ node: Node, to result: inout KindFile) {
        guard TemplateName.isValid(name), !TemplateScope.reserved.contains(name) else {
            return report("\(TemplateName.printable(name)) cannot be the name of a variable; choose another.", node)
        }
        guard result.positions[name] == nil else { return report("\(name) is declared twice; remove one.", node) }
        result.positions[name] = position(of: node)
        guard let pairs = pairs(of: node, name, known: ["type", "required", "example"]) else { return }
        guard let type = pairs["type"]?.string.flatMap(TemplateValue.ValueType.init(rawValue:)) else {
            let types = TemplateValue.ValueType.allCases.map(\.rawValue).joined(separator: ", ")
            return report("\(name) needs a type; write type: and one of \(types).", pairs["type"] ?? node)
        }
        guard let isRequired = pairs["required"]?.bool else {
            return report("\(name) needs required: true or required: false.", pairs["required"] ?? node)
        }
        guard let text = pairs["example"]?.scalar?.string, let example = value(text, type),
            ValueRule.isUsable(example, origin: origin)
        else {
            return report("\(name) needs an example; write example: \(Self.sample(of: type)).", pairs["example"] ?? node)
        }
        result.declarations.append(TemplateDeclaration(name: name, type: type, isRequired: isRequired, example: example))
    }

    private func value(_ text: String, _ type: TemplateValue.ValueType) -> TemplateValue? {
        switch type {
        case .text: .text(text)
        case .link: origin.rebased(text).map(TemplateValue.link)
        case .code: .code(text)
        case .instant: Instant(rfc3339: text).map(TemplateValue.instant)
        case .duration: DurationText.parse(text).map(TemplateValue.duration)
        case .count: Int(text).map(TemplateValue.count)
        }
    }

    static func sample(of type: TemplateValue.ValueType) -> String {
        switch type {
        case .text: "Eupen"
        case .link: "https://sleutels.example.be/a/q7Zt0xV4mB2cKs9wLr5yHd"
        case .code: "\"402817\""
        case .instant: "\"2026-12-07T13:35:00Z\""
        case .duration: "10m"
        case .count: "3"
        }
    }

    private mutating func pairs(of node: Node?, _ subject: String, known: Set<String>) -> [String: Node]? {
        guard let node else { return nil }
        var pairs: [String: Node] = [:]
        for (key, value) in entries(of: node, subject) {
            if !known.contains(key) {
                let names = known.sorted().joined(separator: ", ")
                report("\(subject) has an unknown key \(TemplateName.printable(key)); the keys are \(names).", value)
            }
            pairs[key] = value
        }
        return pairs
    }

    private mutating func entries(of node: Node, _ subject: String) -> [(String, Node)] {
        guard let mapping = node.mapping else {
            report("\(subject) must be a map of names; write lines of name: value.", node)
            return []
        }
        return mapping.map { ($0.key.scalar?.string ?? "", $0.value) }
    }

    private mutating func report(_ message: String, _ node: Node?) {
        problems.add(message, at: node.map(position) ?? .start(of: file))
    }

    private func position(of node: Node) -> SourcePosition {
        SourcePosition(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }
}
