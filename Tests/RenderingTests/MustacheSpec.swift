import Foundation
import Mail
import Testing

@testable import Rendering

/// The published cases as values.
enum MustacheSpec {
    struct Case: Sendable, CustomTestStringConvertible {
        let file: String
        let name: String
        let template: String
        let expected: String
        let values: TemplateVariables
        /// Present as keys with a null, false or empty value.
        let absent: Set<String>
        let partials: [String: String]
        var testDescription: String { "\(file): \(name)" }
    }

    private static let folder: URL =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("../shared/data/mustache-spec")
    private static let files = ["comments", "delimiters", "interpolation", "inverted", "partials", "sections"]

    static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.appendingPathComponent("sections.json").path) }

    static let cases: [Case] = files.flatMap { file -> [Case] in
        guard let bytes = try? Data(contentsOf: folder.appendingPathComponent("\(file).json")),
            let root = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any], let tests = root["tests"] as? [[String: Any]]
        else { return [] }
        return tests.compactMap { read($0, file: file) }
    }

    /// What the refusal of a case outside the subset says; `nil` for a case that must render.
    static func refusal(of published: Case) -> String? {
        let name = published.name
        if name.lowercased().contains("triple mustache") || name == "Standalone Indentation" { return "{{{" }
        if name.contains("Ampersand") { return "{{&" }
        if name.hasPrefix("Implicit Iterator") || name == "Variable test" { return "{{.}}" }
        if name.hasPrefix("Dotted Names") { return "dotted name" }
        if published.file == "delimiters" { return "{{=" }
        return refusalsByName["\(published.file)/\(name)"]
    }

    private static let refusalsByName = [
        "interpolation/Basic Null Interpolation": "cannot is optional",
        "interpolation/Basic Context Miss Interpolation": "cannot is not declared",
        "inverted/Context": "context is not declared", "inverted/List": "list is not declared",
        "inverted/Empty List": "list is not declared", "inverted/Context Misses": "missing is not declared",
        "partials/Failed Lookup": "no partial text", "partials/Recursion": "recursion",
        "sections/Context": "context is not declared", "sections/Parent contexts": "dotted name",
        "sections/List Contexts": "dotted name", "sections/Deeply Nested Contexts": "a is not declared",
        "sections/List": "list is not declared", "sections/Empty List": "list is not declared",
        "sections/Context Misses": "missing is not declared",
    ]

    private static func read(_ test: [String: Any], file: String) -> Case? {
        guard let name = test["name"] as? String, let template = test["template"] as? String, let expected = test["expected"] as? String
        else { return nil }
        var values: TemplateVariables = [:]
        var absent: Set<String> = []
        for (key, value) in test["data"] as? [String: Any] ?? [:] where TemplateName.isValid(key) {
            switch value {
            case is NSNull: absent.insert(key)
            case let text as String: values[key] = .text(text)
            case let flag as Bool where expected.isEmpty || "\(type(of: value))".contains("Bool"):
                if flag { values[key] = .text("true") } else { absent.insert(key) }
            case let number as NSNumber:
                values[key] =
                    number.doubleValue == Double(number.intValue) ? .count(number.intValue) : .text("\(number)")
            default: break
            }
        }
        return Case(
            file: file, name: name, template: template, expected: expected, values: values, absent: absent,
            partials: test["partials"] as? [String: String] ?? [:])
    }
}

extension MustacheSpec.Case {
    private struct Parts: TemplateParts {
        let texts: [String: String]
        func part(_ name: String, format: TemplateFormat, language: Language) -> SourceText? {
            texts[name].map { SourceText(file: name, bytes: Array($0.utf8)) }
        }
    }

    /// Compiles and renders the case as HTML.
    func run() -> (text: String, problems: [TemplateProblem]) {
        let names = (Array(values.values.keys) + absent).sorted()
        let declarations = names.map { name in
            TemplateDeclaration(
                name: name, type: values[name]?.type ?? .text, isRequired: !absent.contains(name), example: values[name] ?? .text("x"))
        }
        var problems = ProblemCollector()
        let template = ParsedTemplate(SourceText(file: "case", bytes: Array(template.utf8)), problems: &problems)
        var compiler = TemplateCompiler(
            scope: TemplateScope(declarations: declarations, language: .en), format: .html, parts: Parts(texts: partials),
            problems: problems)
        let compiled = CompiledTemplate(compiler.compile(template), format: .html)
        var output: [UInt8] = []
        let slots = names.map { name in
            values[name].map { ResolvedValue($0, language: .en, issuedAt: .distantPast) } ?? .absent
        }
        compiled.render(slots, to: &output)
        return (String(decoding: output, as: UTF8.self), compiler.problems.problems)
    }
}
