#include "base/assert.hpp"
#include "base/text.hpp"
#include "mapping/recipe.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Any bytes are a recipe or an error with a sentence; what is read is written so that it reads back the same.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace muster;
    std::string_view const text{reinterpret_cast<char const*>(bytes), size}; // NOLINT: bytes as text
    if (Result<Recipe> const recipe = read_recipe(text)) {
        std::string const written = write_recipe(*recipe);
        Result<Recipe> const again = read_recipe(written);
        MUSTER_ASSERT(again);
        MUSTER_ASSERT(write_recipe(*again) == written);
    } else {
        MUSTER_ASSERT(!recipe.error().message.empty());
        MUSTER_ASSERT(text::is_utf8(recipe.error().message));
    }
    if (!text::is_utf8(text)) { return 0; }
    if (Result<ColumnMapping> const mapping = parse_column_mapping(text)) { MUSTER_ASSERT(!mapping->column.empty()); }
    if (auto const attribute = parse_new_attribute(text)) { MUSTER_ASSERT(!attribute->first.empty()); }
    return 0;
}
