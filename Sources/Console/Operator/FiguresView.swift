import API
import Mail
import Queue

/// Draws the charts and their tables.
struct FiguresView: Sendable {
    let texts: FigureTexts
    let words: OperatorTexts

    /// Lines of the table of depths: one in so many points.
    private static let depthRow = 6
    private static let strokes = ["one", "two", "three"]

    func page(_ reading: FigureReading) -> ConsolePage {
        let since = texts.since.replacing("{time}", with: OperatorTime.words(reading.since, words.language))
        return ConsolePage(
            title: texts.title, body: "<p>\(since)</p>\n\(latency(reading))\(outcomes(reading))\(depths(reading))")
    }

    // MARK: Latency

    private func latency(_ reading: FigureReading) -> Markup {
        let kinds = reading.latency.filter { $0.value.total > 0 }.sorted { $0.key < $1.key }
        guard let first = kinds.first else { return "<section>\n<h2>\(texts.latencyTitle)</h2>\n<p>\(texts.none)</p>\n</section>\n" }
        let charts = kinds.map { kind, counts -> Markup in
            let name = words.kind(kind)
            let description = texts.latencyDescription.replacing("{kind}", with: name).replacing("{count}", with: "\(counts.total)")
                .replacing("{half}", with: bound(counts, 0.5)).replacing("{most}", with: bound(counts, 0.99))
            let bars = zip(counts.bounds.map(Self.seconds) + ["+"], counts.counts).map { (label: $0, value: Int($1)) }
            return BarChart(
                id: "latency-\(kind)", title: "\(texts.latencyTitle): \(name)", description: description, bars: bars, labelEvery: 3
            )
            .markup + "<p>\(description)</p>\n"
        }
        let buckets = first.value.bounds.count + 1
        let rows = (0..<buckets).map { bucket -> [Markup] in
            let bounds = first.value.bounds
            let bound = bucket < bounds.count ? "≤ \(Self.seconds(bounds[bucket]))" : "> \(Self.seconds(bounds.last ?? 0))"
            return [.text(bound)] + kinds.map { .number(Int($0.value.counts.indices.contains(bucket) ? $0.value.counts[bucket] : 0)) }
        }
        let table = PageTable(caption: texts.latencyTable, columns: [texts.seconds] + kinds.map { words.kind($0.key) }, rows: rows)
        return "<section>\n<h2>\(texts.latencyTitle)</h2>\n<p>\(texts.latencyLead)</p>\n\(charts)\(details(table))</section>\n"
    }

    private func bound(_ counts: LatencyCounts, _ share: Double) -> String {
        counts.bound(of: share).map { "\(Self.seconds($0)) s" } ?? "> \(Self.seconds(counts.bounds.last ?? 0)) s"
    }

    /// `0.005`, `1`, `600`
    private static func seconds(_ value: Double) -> String { value == value.rounded() ? String(Int(value)) : "\(value)" }

    // MARK: Outcomes

    private func outcomes(_ reading: FigureReading) -> Markup {
        let hours = reading.outcomes
        let states = QueueState.allCases.filter(\.isTerminal)
        let lost: Set<QueueState> = [.rejected, .bounced, .expired, .inDoubt]
        func sum(_ hour: FigureReading.Hour, _ wanted: Set<QueueState>) -> Int {
            hour.ended.filter { wanted.contains($0.key) }.values.reduce(0, +)
        }
        func chart(_ id: String, _ title: String, _ wanted: Set<QueueState>) -> Markup {
            let bars = hours.map { (label: OperatorTime.clock($0.begin), value: sum($0, wanted)) }
            let description = texts.outcomeDescription.replacing("{what}", with: title)
                .replacing("{count}", with: "\(bars.map(\.value).reduce(0, +))").replacing("{hours}", with: "\(hours.count)")
            return BarChart(id: id, title: title, description: description, bars: bars, labelEvery: 4).markup + "<p>\(description)</p>\n"
        }
        let rows = hours.reversed().map { hour -> [Markup] in
            [OperatorTime.text(hour.begin, words.language)] + states.map { .number(hour.ended[$0] ?? 0) }
        }
        let table = PageTable(
            caption: texts.outcomeTable, columns: [texts.hour] + states.map { words.states[$0] ?? $0.rawValue }, rows: rows)
        return """
            <section>
            <h2>\(texts.outcomeTitle)</h2>
            \(chart("accepted", texts.acceptedTitle, [.accepted]))\(chart("lost", texts.lostTitle, lost))\(details(table))</section>

            """
    }

    // MARK: Depth

    private func depths(_ reading: FigureReading) -> Markup {
        let points = reading.depths
        let lanes = Lane.allCases
        let lines = zip(lanes, Self.strokes).map { lane, stroke in (stroke: stroke, values: points.map { $0.depth[lane] ?? 0 }) }
        let last = points.last?.depth ?? [:]
        let description =
            texts.depthDescription + " "
            + lanes.map { "\(words.lane($0)): \(last[$0] ?? 0)" }.joined(separator: ", ") + "."
        let ends = (points.first.map { OperatorTime.clock($0.at) } ?? "", points.last.map { OperatorTime.clock($0.at) } ?? "")
        let chart = LineChart(id: "depth", title: texts.depthTitle, description: description, lines: lines, ends: ends)
        let shown = points.enumerated().filter { (points.count - 1 - $0.offset) % Self.depthRow == 0 }.map(\.element)
        let table = PageTable(
            caption: texts.depthTable, columns: [words.time] + lanes.map { words.lane($0) },
            rows: shown.reversed().map { point in
                [OperatorTime.text(point.at, words.language)] + lanes.map { .number(point.depth[$0] ?? 0) }
            })
        let legend = zip(lanes, texts.strokes).map { "\($1): \(words.lane($0))" }.joined(separator: " · ")
        return """
            <section>
            <h2>\(texts.depthTitle)</h2>
            \(chart.markup)<p>\(legend)</p>
            <p>\(description)</p>
            \(details(table))</section>

            """
    }

    private func details(_ table: PageTable) -> Markup { "<details>\n<summary>\(texts.asTable)</summary>\n\(table.markup)</details>\n" }
}
