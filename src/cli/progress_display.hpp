#pragma once

#include "cli/arguments.hpp"
#include "service/door.hpp"

#include <string>
#include <string_view>

namespace muster {

/// Shows how far a long act is: a bar on a terminal, a line every few seconds otherwise, both on standard error; and ends the act when
/// somebody interrupted the program. The bar is gone when the object goes.
class ProgressDisplay {
public:
    enum class Mode : std::uint8_t { automatic, always, never };
    /// Of --progress; automatic when it is not given.
    static Mode mode_of(Arguments const& arguments);

    explicit ProgressDisplay(Mode mode);
    ProgressDisplay(ProgressDisplay const&) = delete;
    ProgressDisplay& operator=(ProgressDisplay const&) = delete;
    ~ProgressDisplay() { clear(); }

    /// What a door's methods take. The display must outlive it.
    ProgressTaker taker();
    /// Takes the bar away, before something else is printed.
    void clear();

private:
    enum class Form : std::uint8_t { bar, lines, none };
    void show(Progress const& progress);
    void start_stage(Progress const& progress, Instant at);
    std::string sentence(Progress const& progress, Instant at) const;
    void draw_bar(Progress const& progress, std::string const& sentence);

    Mode mode_;
    Form form_;
    std::string stage_{};
    Instant stage_start_{};
    std::int64_t stage_first_{}; ///< done when the stage was first heard of
    Instant shown_at_{};
    bool drawn_{};
};

} // namespace muster
