/// What an operator's command may ask of the service, at the service itself or through its admin socket.
///
/// Both sides speak in these plain values; the socket carries them as JSON in snake_case.
protocol Administration: Sendable {
    func createKey(_ request: CreateKey) async throws -> CreatedKey
    func keys() async throws -> [KeyRow]
    func revokeKey(id: String) async throws
    func addMunicipality(_ request: AddMunicipality) async throws -> MunicipalityRow
    func municipalities() async throws -> [MunicipalityRow]
    func giveGrant(_ request: GiveGrant) async throws -> GrantRow
    func grants(_ query: GrantQuery) async throws -> GrantList
    func withdrawGrant(id: String) async throws -> GrantRow
    func signInLink(_ request: SignInLinkRequest) async throws -> SignInLinkRow
    func eraseName(id: String) async throws -> PersonRow
    func importMunicipalities(_ request: ImportMunicipalities) async throws -> ImportedMunicipalities
    func agreements(nis: String) async throws -> AgreementList
    func addAgreement(_ request: AddAgreementTo) async throws -> AgreementList
    func withdrawAgreement(_ request: WithdrawAgreement) async throws -> AgreementList
    func queueStatus() async throws -> QueueStatus
    func messages(_ query: MessageQuery) async throws -> MessageList
    func message(id: String) async throws -> MessageRow
    func setPaused(_ request: PauseChange) async throws -> PauseList
    func act(_ request: MessageAct) async throws -> MessageRow
    func actOnMany(_ request: BulkAct) async throws -> BulkAnswer
    func startBackup(_ request: BackupRequest) async throws -> BackupStatus
    func backupStatus() async throws -> BackupStatus
    func restoreStatus() async throws -> RestoreStatus
    func acceptRestored(_ request: AcceptRestored) async throws -> RestoreStatus
    func rotateSeal() async throws -> SealStatus
    func sealStatus() async throws -> SealStatus
    func reloadTemplates() async throws -> ReloadedTemplates
    func audit(_ query: AuditQuery) async throws -> AuditList
    func auditPart(_ query: AuditPartQuery) async throws -> AuditPart
    func citizen(_ request: CitizenRequest) async throws -> CitizenRow
    func eraseCitizen(_ request: CitizenRequest) async throws -> ErasureRow
}

/// Why a command was refused. `problem` is a code of the HTTP contract.
struct AdministrationFault: Error, Codable, Sendable, CustomStringConvertible {
    let problem: String
    let detail: String

    var description: String { detail }

    static func notFound(_ detail: String) -> AdministrationFault { AdministrationFault(problem: "not-found", detail: detail) }
    static func invalid(_ detail: String) -> AdministrationFault { AdministrationFault(problem: "invalid", detail: detail) }
    static func conflict(_ detail: String) -> AdministrationFault { AdministrationFault(problem: "conflict", detail: detail) }
}
