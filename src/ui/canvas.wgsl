// The panels, laid over the picture pixel by pixel. Corners come as places of the screen, and the colours
// with their opacity worked in.

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var painted: texture_2d<f32>;

@vertex
fn vertex(@location(0) position: vec3<f32>) -> @builtin(position) vec4<f32> {
    return vec4<f32>(position, 1.0);
}

@fragment
fn fragment(@builtin(position) at: vec4<f32>) -> @location(0) vec4<f32> {
    return textureLoad(painted, vec2<i32>(at.xy), 0);
}
