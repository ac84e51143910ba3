import API
import HTTPTypes
import Mail
import Queue

/// Draws the overview.
struct OverviewView: Sendable {
    let texts: OperatorTexts
    let now: Instant
    let mayPause: Bool

    /// All that renews itself.
    func part(_ standing: QueueStanding) -> Markup {
        ReadinessBox(texts: texts).markup(standing.readiness) + broken(standing.templateFault) + lanes(standing) + relays(standing)
            + others(standing) + totals(standing.summary)
    }

    private func broken(_ fault: TemplateFault?) -> Markup {
        TemplateView(texts: FigureTexts.of(texts.language), words: texts).brokenNote(fault)
    }

    private func lanes(_ standing: QueueStanding) -> Markup {
        let rows = standing.summary.lanes.map { lane -> [Markup] in
            [
                name(texts.lane(lane.lane), pause: .lane(lane.lane), standing), .number(lane.queued), .number(lane.leased),
                held(lane), .text(lane.oldestAge.map { OperatorTime.span($0, texts.language) } ?? "–"),
                lane.willExpire > 0 ? "<strong class=\"error\">\(lane.willExpire)</strong>" : "0", button(.lane(lane.lane), standing),
            ]
        }
        let columns = [
            texts.laneWord, texts.states[.queued], texts.states[.leased], texts.states[.held], texts.oldest, texts.willExpire, texts.act,
        ]
        let table = PageTable(caption: texts.lanesTitle, columns: columns.map { $0 ?? "" }, rows: rows)
        return "<section>\n\(table.markup)<p class=\"hint\">\(texts.willExpireHint)</p>\n</section>\n"
    }

    private func held(_ lane: LaneSummary) -> Markup {
        lane.held == 0
            ? "0" : "<a href=\"\(MessagePages.path)?lane=\(lane.lane.rawValue)&amp;state=held\">\(lane.held)</a>"
    }

    private func relays(_ standing: QueueStanding) -> Markup {
        let rows = standing.relays.map { relay -> [Markup] in
            [
                .text(relay.name), breaker(relay), "\(relay.connections) / \(relay.concurrency)", .number(relay.inFlight), canaries(relay),
                relay.certificateEnds.map { OperatorTime.text($0, texts.language) } ?? "–", button(.relay(relay.name), standing),
            ]
        }
        let table = PageTable(
            caption: texts.relaysTitle,
            columns: [
                texts.relayWord, texts.breaker, texts.connections, texts.inFlight, texts.canaries, texts.certificate, texts.act,
            ], rows: rows)
        return "<section>\n\(table.markup)<p class=\"hint\">\(texts.connectionsHint)</p>\n</section>\n"
    }

    private func breaker(_ relay: RelayReport) -> Markup {
        let word = texts.breakers[relay.breaker] ?? relay.breaker
        let reason: Markup = relay.reason.map { "<br>\(texts.reasonText($0)) <code>\($0.rawValue)</code>" } ?? .none
        let parts = [relay.isPlain ? texts.withoutPipelining : nil, relay.isBare ? texts.withoutParameters : nil].compactMap(\.self)
        let without: Markup = parts.isEmpty ? .none : "<br>\(parts.joined(separator: ", "))"
        return relay.breaker == "closed" ? "\(word)\(without)" : "<strong class=\"error\">\(word)</strong>\(reason)\(without)"
    }

    private func canaries(_ relay: RelayReport) -> Markup {
        if relay.canaries.isEmpty { return "–" }
        let lines = Lane.allCases.compactMap { lane -> Markup? in
            relay.canaries[lane].map { at in
                let ago = texts.ago.replacing("{span}", with: OperatorTime.span(now - at, texts.language))
                return "\(lane.rawValue): \(ago)<br>"
            }
        }
        return "\(lines)"
    }

    /// Domains that are paused, and a field to pause another one.
    private func others(_ standing: QueueStanding) -> Markup {
        let lines = standing.others.map { pause -> Markup in "<li>\(texts.name(of: pause)) \(button(pause, standing))</li>\n" }
        let list: Markup = lines.isEmpty ? "<p>\(texts.noDomains)</p>\n" : "<ul>\n\(lines)</ul>\n"
        let form: Markup = """
            <form method="get" action="\(PausePages.pause)">
            \(Markup.field("domain", texts.domainLabel, hint: texts.domainHint))<button type="submit" class="plain">\(texts.pause)</button>
            </form>

            """
        return "<section>\n<h2>\(texts.domainsTitle)</h2>\n\(list)\(mayPause ? form : .none)</section>\n"
    }

    private func totals(_ summary: QueueSummary) -> Markup {
        let pairs = QueueState.allCases.filter(\.isTerminal).map { state -> (String, Markup) in
            (texts.states[state] ?? state.rawValue, .number(summary.totals[state] ?? 0))
        }
        return "<section>\n<h2>\(texts.totalsTitle)</h2>\n\(Markup.terms(pairs))</section>\n"
    }

    private func name(_ name: String, pause: QueuePause, _ standing: QueueStanding) -> Markup {
        standing.isPaused(pause) ? "\(name) <strong class=\"error\">(\(texts.pausedMark))</strong>" : .text(name)
    }

    private func button(_ pause: QueuePause, _ standing: QueueStanding) -> Markup {
        guard mayPause else { return "–" }
        let isPaused = standing.isPaused(pause)
        let path = "\(isPaused ? PausePages.resume : PausePages.pause)?\(pause.subject.rawValue)=\(pause.name)"
        let label = "\(isPaused ? texts.resume : texts.pause): \(texts.name(of: pause))"
        return "<a class=\"button plain\" href=\"\(path)\" aria-label=\"\(label)\">\(isPaused ? texts.resume : texts.pause)</a>"
    }
}
