package import NIOCore

/// The server's side of one SMTP session as a pure state machine: octets in, actions out (RFC 5321).
///
/// Strict where a relay must be: only CRLF ends a line, lines, recipients, messages and faults are bounded, and what a
/// client sent behind STARTTLS in the clear is thrown away. The script and the chaos settings are asked at each stage.
package struct Session: Sendable {
    let settings: SessionSettings
    /// The connection's number, the first half of each message's id.
    let connection: UInt64
    var isTLS: Bool
    var phase = SessionPhase.command
    var transaction: Transaction?
    var hasGreeted = false
    var user: String?
    var input = ByteBuffer()
    var output = ByteBuffer()
    var actions: [SessionAction] = []
    var tally = SessionTally()
    var messages = 0
    var faults = 0
    var greetingRefused = false
    var isSuspended = false
    /// What is carried out when a hang is released.
    var suspended: SessionStep?
    var replyForm = ReplyForm.whole
    /// Whether the script is still to be asked at ``ScriptStage/body`` or ``ScriptStage/idle``.
    var bodyIsUnasked = false
    var idleIsUnasked = false

    /// - Parameter isTLS: Whether the connection is encrypted from its start.
    package init(settings: SessionSettings, connection: UInt64, isTLS: Bool = false) {
        self.settings = settings
        self.connection = connection
        self.isTLS = isTLS
    }

    /// Greets; the first call.
    package mutating func start() -> [SessionAction] {
        run(.greeting)
        return takeActions()
    }

    /// Takes whatever the connection read, in pieces of any size.
    package mutating func receive(_ octets: ByteBuffer) -> [SessionAction] {
        guard phase != .closed else { return [] }
        append(octets)
        if isSuspended, input.readableBytes > SessionLimits.waitingOctets + settings.messageOctets { close() }
        advance()
        return takeActions()
    }

    /// Goes on after ``SessionAction/hang`` or ``SessionAction/sendSlowly(_:interval:)``.
    package mutating func resume() -> [SessionAction] {
        guard isSuspended, phase != .closed else { return [] }
        isSuspended = false
        if let step = suspended {
            suspended = nil
            carryOut(step)
        }
        advance()
        return takeActions()
    }

    /// The client said nothing for too long.
    package mutating func timeOut() -> [SessionAction] {
        guard phase != .closed else { return [] }
        if !isSuspended { send(.idleTooLong) }
        close()
        return takeActions()
    }

    /// What was counted since the last call.
    package mutating func takeTally() -> SessionTally {
        defer { tally = SessionTally() }
        return tally
    }

    private mutating func append(_ octets: ByteBuffer) {
        if input.readableBytes == 0 {
            input = octets
        } else {
            var octets = octets
            input.discardReadBytes()
            input.writeBuffer(&octets)
        }
    }

    private mutating func advance() {
        while !isSuspended, phase != .closed, let step = nextStep() {
            run(step)
        }
    }

    private mutating func takeActions() -> [SessionAction] {
        flushOutput()
        defer { actions = [] }
        return actions
    }
}
