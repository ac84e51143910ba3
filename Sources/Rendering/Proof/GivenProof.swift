import Mail

/// Proves that a kind's declarations fit what the service gives: else every mail of the kind would fail when it is rendered.
struct GivenProof {
    let given: [GivenVariable]
    let file: KindFile
    let path: String

    func check(problems: inout ProblemCollector) {
        for variable in given {
            guard let declaration = file.declarations.first(where: { $0.name == variable.name }) else {
                // A declaration that could not be read was reported at its own line.
                guard file.positions[variable.name] == nil else { continue }
                problems.add(
                    "The service gives these mails \(variable.name) and it is not declared; add \(line(for: variable)).",
                    at: file.variables ?? .start(of: path))
                continue
            }
            check(declaration, variable, problems: &problems)
        }
        let names = Set(given.map(\.name))
        for declaration in file.declarations where declaration.isRequired && !names.contains(declaration.name) {
            problems.add(
                "\(declaration.name) is required and the service does not give it to these mails; it gives "
                    + "\(given.map(\.name).joined(separator: ", ")). Remove it, or write required: false.",
                at: position(declaration))
        }
    }

    private func check(_ declaration: TemplateDeclaration, _ variable: GivenVariable, problems: inout ProblemCollector) {
        if declaration.type != variable.type {
            problems.add(
                "The service gives \(variable.name) as \(variable.type.rawValue), not \(declaration.type.rawValue); "
                    + "write type: \(variable.type.rawValue).",
                at: position(declaration))
        }
        if declaration.isRequired, !variable.isInEveryMail {
            problems.add(
                "The service does not give \(variable.name) to every mail; write required: false and show it in a section.",
                at: position(declaration))
        }
    }

    private func position(_ declaration: TemplateDeclaration) -> SourcePosition {
        file.positions[declaration.name] ?? .start(of: path)
    }

    private func line(for variable: GivenVariable) -> String {
        "\(variable.name): { type: \(variable.type.rawValue), required: \(variable.isInEveryMail), example: "
            + "\(KindFileReader.sample(of: variable.type)) }"
    }
}
