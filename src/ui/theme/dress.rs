//! Puts colours, faces and sizes on egui.

use super::super::egui::{
    self, Color32, Context, CornerRadius, FontFamily, FontId, Shadow, Stroke, TextStyle, Vec2,
    style::WidgetVisuals,
};
use super::fonts;
use super::inks::{self, Inks};
use crate::play::Settings;

/// Puts the theme on, if it is not on yet. Says whether the faces can be used: egui has them from
/// the frame after the one in which it is given them.
pub fn prepare(ctx: &Context, settings: &Settings) -> bool {
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
    let zoom = settings.text_size as f32 / 100.0;
    if (ctx.zoom_factor() - zoom).abs() > 0.001 {
        ctx.set_zoom_factor(zoom);
    }
    let before = inks::is_plain(ctx);
    if before == Some(settings.plain) {
        return true;
    }
    inks::set_plain(ctx, settings.plain);
    ctx.set_fonts(fonts::definitions(settings.plain));
    let inks = inks::inks(ctx);
    ctx.all_styles_mut(|style| dress(style, &inks));
    ctx.request_repaint();
    // Under the other theme the faces had the same names already.
    before.is_some()
}

fn dress(style: &mut egui::Style, inks: &Inks) {
    for (text, font) in [
        (TextStyle::Small, fonts::body()),
        (TextStyle::Body, fonts::body()),
        (TextStyle::Button, fonts::body()),
        (TextStyle::Heading, fonts::gothic(fonts::SIGN)),
        (
            TextStyle::Monospace,
            FontId::new(fonts::BODY, FontFamily::Monospace),
        ),
    ] {
        style.text_styles.insert(text, font);
    }
    style.spacing.item_spacing = Vec2::new(8.0, 5.0);
    style.spacing.button_padding = Vec2::new(8.0, 3.0);
    style.spacing.interact_size = Vec2::new(32.0, 24.0);
    style.interaction.selectable_labels = false;
    let visuals = &mut style.visuals;
    visuals.dark_mode = true;
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(inks.pewter);
    visuals.hyperlink_color = inks.flare;
    visuals.faint_bg_color = inks.soot;
    visuals.extreme_bg_color = inks.ink;
    visuals.text_edit_bg_color = Some(inks.ink);
    visuals.code_bg_color = inks.ink;
    visuals.warn_fg_color = inks.paper;
    visuals.error_fg_color = inks.danger;
    visuals.window_corner_radius = CornerRadius::ZERO;
    visuals.menu_corner_radius = CornerRadius::ZERO;
    visuals.window_fill = inks.soot;
    visuals.window_stroke = Stroke::new(1.0, inks.slate);
    visuals.window_shadow = Shadow {
        offset: [0, 4],
        blur: 12,
        spread: 0,
        color: Color32::from_black_alpha(140),
    };
    visuals.popup_shadow = visuals.window_shadow;
    visuals.panel_fill = inks.ink;
    visuals.striped = false;
    // What cannot be ordered now is still to be read.
    visuals.disabled_alpha = 0.65;
    visuals.slider_trailing_fill = true;
    visuals.selection.bg_fill = inks.slate;
    visuals.selection.stroke = Stroke::new(1.5, inks.flare);
    visuals.text_cursor.stroke = Stroke::new(2.0, inks.flare);
    let widget = |fill: Color32, line: Stroke, words: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: line,
        corner_radius: CornerRadius::ZERO,
        fg_stroke: Stroke::new(1.0, words),
        expansion: 0.0,
    };
    let line = |width: f32, color| Stroke::new(width, color);
    visuals.widgets.noninteractive = widget(inks.soot, line(1.0, inks.slate), inks.silver);
    visuals.widgets.inactive = widget(inks.iron, line(1.0, inks.slate), inks.silver);
    visuals.widgets.hovered = widget(inks.slate, line(1.0, inks.pewter), inks.flare);
    // Pressed, or with the focus of the keyboard: an outline that cannot be overlooked.
    visuals.widgets.active = widget(inks.slate, line(2.0, inks.flare), inks.flare);
    visuals.widgets.open = widget(inks.iron, line(1.0, inks.pewter), inks.flare);
}
