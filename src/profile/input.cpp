#include "profile/input.hpp"

#include "base/assert.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

std::string contact_path(ProfileInput::Paths paths, FieldRule const& rule, std::uint32_t place)
{
    std::string const index = "[" + std::to_string(place) + "]";
    if (paths == ProfileInput::Paths::listed) { return "contactInformation" + index + ".identifier"; }
    std::string const leaf = rule.kind == FieldKind::phone ? ".number" : ".address";
    return "contactInformation." + std::string{rule.name} + index + leaf;
}

/// One input on its way to canonical form.
class Check {
public:
    Check(Target const& target, std::span<AttributeField const> attributes, ProfileInput const& input, ValueContext const& context,
          std::vector<InputFault>& faults)
        : target_{target}, attributes_{attributes}, input_{input}, context_{context}, faults_{faults}
    {
    }

    CheckedInput run()
    {
        checked_.paths = input_.paths;
        if (input_.type) { take_type(); }
        for (InputValue const& value : input_.values) { take_value(value); }
        for (InputAttribute const& attribute : input_.attributes) { take_attribute(attribute); }
        std::sort(checked_.values.begin(), checked_.values.end());
        if (input_.contacts) { take_contacts(); }
        if (input_.tags) { take_tags(); }
        return std::move(checked_);
    }

private:
    /// The canonical form in text_; false, with a fault, when it has none.
    bool take(FieldKind kind, std::uint32_t limit, std::string_view text, std::string_view name, std::string const& property)
    {
        ProblemCode const code = text::is_utf8(text) ? canonical_value(kind, limit, text, context_, text_) : ProblemCode::undecodable_text;
        if (code == ProblemCode::none || is_warning(code)) { return true; }
        faults_.push_back({property, message_of(code, name, limit), code});
        return false;
    }

    void take_type()
    {
        std::string const type{"type"};
        if (!take(FieldKind::type, 10, *input_.type, type, type)) { return; }
        if (text_.empty()) {
            faults_.push_back({type, message_of(ProblemCode::invalid_type, type, 0), ProblemCode::invalid_type});
            return;
        }
        checked_.type = text_ == name_of(ProfileType::customer) ? ProfileType::customer : ProfileType::lead;
    }

    void set(FieldId field)
    {
        if (text_.empty()) {
            checked_.cleared.push_back(field);
        } else {
            checked_.values.push_back({field, text_});
        }
    }

    void take_value(InputValue const& value)
    {
        FieldRule const* const rule = target_.find(value.field);
        MUSTER_ASSERT(rule != nullptr && rule->arity == Arity::one && rule->kind != FieldKind::type);
        text_.clear();
        std::string const name{rule->name};
        if (!value.text || take(rule->kind, rule->limit, *value.text, name, name)) { set(value.field); }
    }

    void take_attribute(InputAttribute const& given)
    {
        std::string const property = "customAttributes." + given.name;
        AttributeField const* const attribute = find_attribute(attributes_, given.name);
        if (attribute == nullptr) {
            faults_.push_back({property, "There is no custom attribute of this name. Create it first.", ProblemCode::none});
            return;
        }
        text_.clear();
        if (given.text) {
            if (!is_fitting(given.form, attribute->type)) {
                faults_.push_back({property,
                                   "The custom attribute is a " + std::string{name_of(attribute->type)} + ". Give a value of that type.",
                                   ProblemCode::none});
                return;
            }
            FieldRule const rule = rule_of(*attribute);
            if (!take(rule.kind, rule.limit, *given.text, attribute->name, property)) { return; }
        }
        set(attribute->field);
    }

    /// Text is read as what the attribute is; a number or a Boolean is none of the other types.
    static bool is_fitting(InputAttribute::Form form, AttributeType type)
    {
        switch (form) {
        case InputAttribute::Form::text: return true;
        case InputAttribute::Form::number: return type == AttributeType::integer || type == AttributeType::decimal;
        case InputAttribute::Form::boolean: return type == AttributeType::boolean;
        }
        return false;
    }

    void take_contacts()
    {
        std::vector<FieldValue>& contacts = checked_.contacts.emplace();
        contacts.reserve(input_.contacts->size());
        for (InputContact const& given : *input_.contacts) {
            FieldRule const* const rule = target_.find(given.field);
            MUSTER_ASSERT(rule != nullptr && rule->arity == Arity::many && rule->identifier != IdentifierKind::none);
            std::string const property = contact_path(input_.paths, *rule, given.place);
            if (!take(rule->kind, rule->limit, given.text, rule->name, property)) { continue; }
            if (text_.empty()) {
                bool const phone = rule->kind == FieldKind::phone;
                ProblemCode const code = phone ? ProblemCode::invalid_phone : ProblemCode::invalid_email;
                faults_.push_back({property, message_of(code, rule->name, rule->limit), code});
                continue;
            }
            FieldValue contact{given.field, text_};
            bool const known = std::any_of(contacts.begin(), contacts.end(),
                                           [&](FieldValue const& other) { return same_contact(target_, other, contact); });
            if (!known) { contacts.push_back(std::move(contact)); }
        }
    }

    void take_tags()
    {
        std::vector<std::string>& tags = checked_.tags.emplace();
        std::vector<std::string> folded;
        for (std::size_t index = 0; index < input_.tags->size(); ++index) {
            std::string const property = "tags[" + std::to_string(index) + "]";
            if (!take(FieldKind::text, tag_name_limit, (*input_.tags)[index], "A tag's name", property)) { continue; }
            if (text_.empty()) {
                faults_.push_back({property, "A tag's name has 1 to 256 characters. Give it one.", ProblemCode::none});
                continue;
            }
            std::string fold = text::fold(text_);
            if (std::find(folded.begin(), folded.end(), fold) != folded.end()) { continue; }
            folded.push_back(std::move(fold));
            tags.push_back(text_);
        }
    }

    Target const& target_;
    std::span<AttributeField const> attributes_;
    ProfileInput const& input_;
    ValueContext const& context_;
    std::vector<InputFault>& faults_;
    CheckedInput checked_{};
    std::string text_{};
};

} // namespace

CheckedInput check_input(Target const& target, std::span<AttributeField const> attributes, ProfileInput const& input,
                         ValueContext const& context, std::vector<InputFault>& faults)
{
    return Check{target, attributes, input, context, faults}.run();
}

} // namespace muster
