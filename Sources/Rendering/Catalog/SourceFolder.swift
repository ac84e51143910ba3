import Mail

/// All template files in memory, checked as text.
struct SourceFolder: TemplateParts, Sendable {
    private(set) var sources: [String: SourceText] = [:]

    /// Reads what a catalog is made of; other files, such as a README, are left alone.
    init(_ files: some TemplateFiles, problems: inout ProblemCollector) {
        do throws(TemplateProblem) {
            for path in try files.list() where TemplatePath.isPart(path) {
                do throws(TemplateProblem) {
                    let source = SourceText(file: path, bytes: try files.read(path))
                    Self.check(source, problems: &problems)
                    sources[path] = source
                } catch {
                    problems.add(error)
                }
            }
        } catch {
            problems.add(error)
        }
    }

    /// Changes when any file changes.
    var version: TemplateVersion { TemplateVersion(of: sources.sorted { $0.key < $1.key }.map(\.value)) }

    /// Folders beside `layout`.
    var kinds: [String] {
        Set(sources.keys.compactMap { $0.split(separator: "/").first.map(String.init) }).subtracting([TemplatePath.layout]).sorted()
    }

    /// Files of a folder, in the order of their paths.
    func sources(below folder: String) -> [SourceText] {
        sources.filter { $0.key.hasPrefix(folder + "/") }.sorted { $0.key < $1.key }.map(\.value)
    }

    func part(_ name: String, format: TemplateFormat, language: Language) -> SourceText? {
        sources[TemplatePath.part(name, format: format, language: language)] ?? sources[TemplatePath.part(name, format: format)]
    }

    /// What stands before the block of a language that is the second one of a mail. One for all languages cannot say which one follows, so it is
    /// taken for English alone.
    func divider(before language: Language, format: TemplateFormat) -> SourceText? {
        sources[TemplatePath.part("divider", format: format, language: language)]
            ?? (language == .en ? sources[TemplatePath.part("divider", format: format)] : nil)
    }

    /// UTF-8 without a byte order mark, controls and characters that hide or turn text.
    private static func check(_ source: SourceText, problems: inout ProblemCollector) {
        if source.bytes.count > Limits.templateOctets {
            problems.add(
                "The file is larger than \(Limits.templateOctets) octets; make it smaller.", at: .start(of: source.file))
        }
        guard let text = String(validating: source.bytes, as: UTF8.self) else {
            return problems.add("The file is not UTF-8; save it as UTF-8.", at: .start(of: source.file))
        }
        var offset = 0
        for scalar in text.unicodeScalars {
            let isLayout = scalar == "\n" || scalar == "\r" || scalar == "\t"
            // A soft hyphen is a typographer's tool; in a value it would hide a difference.
            if !isLayout, scalar != "\u{AD}", CleanText.isFolded(scalar) || CleanText.isRemoved(scalar) {
                let code = String(scalar.value, radix: 16, uppercase: true)
                problems.add("The invisible character U+\(code) may not stand here; delete it.", at: source.position(at: offset))
            }
            offset += UTF8.width(scalar)
        }
    }
}
