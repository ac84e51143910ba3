import Mail

/// Where the compiler finds partials.
protocol TemplateParts {
    /// The source of `{{>name}}`, `nil` when there is none.
    func part(_ name: String, format: TemplateFormat, language: Language) -> SourceText?
}
