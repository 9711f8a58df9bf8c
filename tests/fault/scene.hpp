#pragma once

#include "base/file.hpp"
#include "service/local_door.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace muster::fault {

/// What is disturbed, each on a store of its own that lies ready.
enum class Act : std::uint8_t {
    import_file, ///< 1,000 rows into a store that has half of their persons
    undo,        ///< of that import
};

/// A store that is open, with its door.
class OpenStore {
public:
    static Result<OpenStore> open(std::string const& folder);
    Door& door() const { return *door_; }

private:
    explicit OpenStore(std::unique_ptr<Door> door) : door_{std::move(door)} {}
    std::unique_ptr<Door> door_;
};

/// How a disturbed act ended for its caller.
struct Ending {
    enum class Kind : std::uint8_t { done, told, no_memory } kind{Kind::done};
    Error error{}; ///< of told
};

/// The undisturbed course of both acts, which disturbed ones are compared with. Made once; only read afterwards.
class Scene {
public:
    /// Makes the stores and runs both acts. `folder` is the scene's own.
    static Result<Scene> create(std::string const& folder);

    /// Copies the act's store into a folder, which is created.
    void lay_ready(Act act, std::string const& folder) const;
    /// Opens the store and runs the act; closes it again where `keep` is null.
    Ending run(Act act, std::string const& folder, std::unique_ptr<OpenStore>* keep) const;
    /// The same with an open store.
    Ending run(Act act, Door& door) const;
    /// Goes on as a user does after trouble, and compares with the undisturbed course. What differs, in a sentence; empty: nothing.
    std::string go_on(Act act, std::string const& folder, Door& door) const;

private:
    /// Everything in a store that an import or its undo changes, without the times.
    struct View {
        std::string persons{};
        std::string names{}; ///< tags and attributes
    };

    Result<ImportJob> import_people(Door& door, std::string const& people, Recipe const& recipe) const;
    static Result<View> view(Door& door);
    static Result<std::string> rows(Door& door, ImportId id);
    Result<std::string> go_on_importing(Door& door) const;
    Result<std::string> go_on_undoing(Door& door) const;
    Result<std::string> compare(Act act, std::string const& folder, Door& door) const;

    std::string folder_{};
    std::string people_{};
    Recipe recipe_{};
    ImportId import_{};
    View before_{}, after_{};
    std::string rows_{};
};

} // namespace muster::fault
