package import Queue
package import Rendering

/// What the operator's pages show beside what the API has.
package struct OperatorServices: Sendable {
    package let figures: FigureHistory
    /// The figures of this moment.
    package let look: @Sendable () async throws -> FigureSample
    /// What a relay said last, by its configured name.
    package let replies: @Sendable (String) -> RelayHistory
    package let templates: TemplateLibrary
    /// What was wrong when changed texts were read last; `nil`: nothing.
    package let templateFault: @Sendable () -> TemplateFault?
    /// Reads changed texts, proves them and puts them in force, all or none, as `templates reload` does.
    ///
    /// It throws where it could not be recorded who did it: nothing is changed then.
    package let reloadTemplates: @Sendable (AuditActor) async throws -> TemplateChange
    /// Looks at the whole audit log, as `audit verify` does.
    package let proveAudit: @Sendable () async throws -> AuditProof

    package init(
        figures: FigureHistory, look: @escaping @Sendable () async throws -> FigureSample,
        replies: @escaping @Sendable (String) -> RelayHistory, templates: TemplateLibrary,
        templateFault: @escaping @Sendable () -> TemplateFault?,
        reloadTemplates: @escaping @Sendable (AuditActor) async throws -> TemplateChange,
        proveAudit: @escaping @Sendable () async throws -> AuditProof
    ) {
        self.figures = figures
        self.look = look
        self.replies = replies
        self.templates = templates
        self.templateFault = templateFault
        self.reloadTemplates = reloadTemplates
        self.proveAudit = proveAudit
    }
}
