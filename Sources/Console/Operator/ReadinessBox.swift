import API
import Mail
import Queue

/// Says whether the service is ready, and of each thing that is away what it means and what to do.
struct ReadinessBox: Sendable {
    let texts: OperatorTexts

    func markup(_ readiness: Readiness) -> Markup {
        switch readiness {
        case .ready: return "<div class=\"done\">\n<h2>\(texts.ready.title)</h2>\n<p>\(texts.ready.text)</p>\n</div>\n"
        case .unready: return "<div class=\"notice\">\n<h2>\(texts.unready.title)</h2>\n<p>\(texts.unready.text)</p>\n</div>\n"
        case .degraded(let reasons):
            let lines = reasons.map { reason -> Markup in
                let words = words(reason)
                return "<li><strong>\(words.title)</strong> \(words.text)</li>\n"
            }
            return "<div class=\"wait\">\n<h2>\(texts.degraded)</h2>\n<ul>\n\(lines)</ul>\n</div>\n"
        }
    }

    private func words(_ reason: ReadinessReason) -> ConsoleTexts.Refusal {
        switch reason {
        case .relayAway(let relay, .paused): return filled(texts.relayPaused, ["relay": relay])
        case .relayAway(let relay, let reason): return filled(texts.relayAway, ["relay": relay, "reason": texts.reasonText(reason)])
        case .lanePaused(let lane): return filled(texts.lanePaused, ["lane": texts.lane(lane)])
        case .admission(let reason):
            switch reason {
            case .oldestCode: return texts.admissionOldestCode
            case .freeDisk: return texts.admissionFreeDisk
            case .memory: return texts.admissionMemory
            }
        case .canaryMissing(let relay, let lane, let seconds):
            let span = OperatorTime.span(.seconds(seconds), texts.language)
            return filled(texts.canaryMissing, ["relay": relay, "lane": texts.lane(lane), "span": span])
        case .certificate(let relay, let end, let hasEnded):
            let time = OperatorTime.words(end, texts.language)
            let words = relay == nil ? texts.ownCertificate : texts.relayCertificate
            return filled(words, ["relay": relay ?? "", "ends": (hasEnded ? texts.hasEnded : texts.ends).replacing("{time}", with: time)])
        case .municipalities(let trouble): return filled(texts.municipalitiesTrouble, ["trouble": trouble])
        case .signIn(let trouble): return filled(texts.signInTrouble, ["trouble": trouble])
        }
    }

    private func filled(_ words: ConsoleTexts.Refusal, _ values: [String: String]) -> ConsoleTexts.Refusal {
        var (title, text) = (words.title, words.text)
        for (name, value) in values {
            title = title.replacing("{\(name)}", with: value)
            text = text.replacing("{\(name)}", with: value)
        }
        return ConsoleTexts.Refusal(title: title, text: text)
    }
}
