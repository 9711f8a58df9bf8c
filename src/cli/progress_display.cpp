#include "cli/progress_display.hpp"

#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/shown_text.hpp"

#include <algorithm>
#include <array>

#include <sys/ioctl.h>
#include <unistd.h>

namespace muster {

namespace {

/// A bar that moves ten times a second looks smooth; lines every five seconds keep a log short.
constexpr std::int64_t bar_interval = 100'000;
constexpr std::int64_t line_interval = 5'000'000;
/// Before this much of a stage has passed, a rate says nothing.
constexpr std::int64_t rate_after = 300'000;
constexpr std::int64_t second = 1'000'000;

struct StageWords {
    std::string_view stage{}, doing{}, unit{};
};
constexpr std::array stage_words{
    StageWords{"uploading", "Taking the file in", "bytes"},
    StageWords{"opening", "Looking at the file", ""},
    StageWords{"studying", "Studying the columns", "rows"},
    StageWords{"reading", "Reading and checking", "rows"},
    StageWords{"grouping", "Grouping rows", "rows"},
    StageWords{"matching", "Matching", "records"},
    StageWords{"planning", "Planning", "records"},
    StageWords{"importing", "Importing", "records"},
    StageWords{"undoing", "Undoing", "records"},
    StageWords{"copying", "Copying the database", "bytes"},
    StageWords{"packing", "Packing", "bytes"},
    StageWords{"unpacking", "Unpacking", "bytes"},
};

StageWords words_of(std::string_view stage)
{
    auto const known = std::find_if(stage_words.begin(), stage_words.end(), [&](StageWords const& words) { return words.stage == stage; });
    return known == stage_words.end() ? StageWords{stage, stage, ""} : *known;
}

std::string duration(std::int64_t seconds)
{
    if (seconds < 60) { return std::to_string(seconds) + " s"; }
    if (seconds < 3'600) { return std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) + " s"; }
    return std::to_string(seconds / 3'600) + " h " + std::to_string(seconds % 3'600 / 60) + " min";
}

std::size_t terminal_width()
{
    constexpr std::size_t usual = 80;
    struct winsize size {};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) { return usual; }
    return size.ws_col;
}

} // namespace

ProgressDisplay::Mode ProgressDisplay::mode_of(Arguments const& arguments)
{
    std::string const word = arguments.value("--progress").value_or("auto");
    if (word == "always") { return Mode::always; }
    return word == "never" ? Mode::never : Mode::automatic;
}

ProgressDisplay::ProgressDisplay(Mode mode) : mode_{mode}, form_{Form::none}, shown_at_{now()}
{
    switch (mode) {
    case Mode::automatic: form_ = isatty(STDERR_FILENO) == 1 ? Form::bar : Form::lines; break;
    case Mode::always: form_ = Form::bar; break;
    case Mode::never: break;
    }
}

ProgressTaker ProgressDisplay::taker()
{
    return [this](Progress const& progress) -> Result<void> {
        TRY(check_interrupt());
        if (form_ != Form::none) { show(progress); }
        return {};
    };
}

void ProgressDisplay::start_stage(Progress const& progress, Instant at)
{
    stage_ = progress.stage;
    stage_start_ = at;
    stage_first_ = progress.done;
}

void ProgressDisplay::show(Progress const& progress)
{
    Instant const at = now();
    bool const new_stage = progress.stage != stage_;
    if (new_stage) { start_stage(progress, at); }
    bool const at_once = new_stage && mode_ == Mode::always; // automatically, what takes a blink shows nothing
    std::int64_t const interval = form_ == Form::bar ? bar_interval : line_interval;
    if (!at_once && at.microseconds - shown_at_.microseconds < interval) { return; }
    shown_at_ = at;
    std::string const text = sentence(progress, at);
    if (form_ == Form::bar) {
        draw_bar(progress, text);
    } else {
        say(text);
    }
}

std::string ProgressDisplay::sentence(Progress const& progress, Instant at) const
{
    StageWords const words = words_of(progress.stage);
    std::string text{words.doing};
    if (progress.done > 0) {
        text += ": " + with_commas(progress.done);
        if (progress.of > 0) { text += " of " + with_commas(progress.of); }
        if (!words.unit.empty()) { text += " " + std::string{words.unit}; }
    }
    std::int64_t const passed = at.microseconds - stage_start_.microseconds;
    std::int64_t const done = progress.done - stage_first_;
    if (passed < rate_after || done <= 0) { return text; }
    text += ", " + with_commas(static_cast<long long>(static_cast<double>(done) * second / static_cast<double>(passed))) + "/s";
    if (progress.of > progress.done) {
        double const left = static_cast<double>(passed) / static_cast<double>(done) * static_cast<double>(progress.of - progress.done);
        text += ", " + duration(static_cast<std::int64_t>(left / second) + 1) + " left";
    }
    return text;
}

void ProgressDisplay::draw_bar(Progress const& progress, std::string const& text)
{
    constexpr std::int64_t cells = 20;
    std::string line = "\r";
    if (progress.of > 0) {
        std::int64_t const full = std::clamp(progress.done, std::int64_t{0}, progress.of) * cells / progress.of;
        line += "[" + std::string(static_cast<std::size_t>(full), '#') + std::string(static_cast<std::size_t>(cells - full), '.') + "] ";
    }
    say_part(line + shown_cut(text, std::max<std::size_t>(terminal_width(), 40) - static_cast<std::size_t>(cells) - 4) + "\x1b[K");
    drawn_ = true;
}

void ProgressDisplay::clear()
{
    if (!drawn_) { return; }
    say_part("\r\x1b[K");
    drawn_ = false;
}

} // namespace muster
