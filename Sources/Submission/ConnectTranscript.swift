import Mail

/// What the relay said during libcurl's connect phase, line by line, and what follows from it.
///
/// A class, since libcurl's callback needs a stable address. Only the thread that owns the connection touches it.
final class ConnectTranscript {
    private var parser = ReplyParser()
    private(set) var replies: [ParsedReply] = []
    private(set) var violated = false

    /// Called by libcurl with each line of the relay, CRLF included.
    func append(_ line: some Sequence<UInt8>) {
        do throws(TransportFault) {
            try parser.append(line)
        } catch {
            violated = true
        }
        while let reply = parser.next() { replies.append(reply) }
    }

    /// The last multi-line 250 is the answer to EHLO, after STARTTLS the second one.
    var capabilities: RelayCapabilities {
        RelayCapabilities(ehloLines: replies.last { $0.code == .ok }?.lines ?? [])
    }

    /// Each reply with the stage that it answers: the greeting, EHLO, STARTTLS, EHLO again, AUTH.
    var steps: [SubmissionTrial.Step] {
        replies.enumerated().map { index, reply in
            let stage: SubmissionStage =
                if index == 0 {
                    .greeting
                } else if reply.code == .serviceReady {
                    .tls
                } else {
                    reply.code == .ok ? .ehlo : .auth
                }
            return SubmissionTrial.Step(stage: stage, reply: reply.reply)
        }
    }

    /// 220, and 250 to EHLO or HELO: without both there is no session (RFC 5321 §3.1, §3.2).
    var isGreeted: Bool { replies.first?.code == .serviceReady && replies.contains { $0.code == .ok } }

    /// 235 (RFC 4954 §4): the only proof that AUTH was done.
    var isAuthenticated: Bool { replies.contains { $0.code == .authenticated } }

    /// Where the session stood when it ended.
    var stage: SubmissionStage {
        guard let last = replies.last else { return .connect }
        if replies.count == 1 { return last.code == .serviceReady ? .ehlo : .greeting }
        if last.code == .serviceReady { return .tls }
        return replies.contains { $0.code == .ok } && last.code != .ok ? .auth : .ehlo
    }
}
