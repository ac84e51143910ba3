import Mail

/// `kind.yaml` or `layout/shared.yaml` after reading.
struct KindFile: Sendable {
    /// Links in each body; zero for `shared.yaml`.
    var links = 0
    var declarations: [TemplateDeclaration] = []
    /// Where the variables begin.
    var variables: SourcePosition?
    /// Where each variable is declared.
    var positions: [String: SourcePosition] = [:]
}
