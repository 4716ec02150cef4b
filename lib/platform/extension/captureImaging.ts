/** Pictures by OffscreenCanvas, in the service worker. One tile is decoded at a time; nothing is kept. */

import type { Imaging } from '~/lib/capture/modes/imaging'
import type { Rect, Size } from '~/lib/capture/record/captureFacts'

export const canvasImaging: Imaging = {
  async size(image) {
    return withBitmap(image, ({ width, height }) => ({ width, height }))
  },
  async pixels(image, area) {
    return withBitmap(image, (bitmap) => {
      const width = Math.max(1, Math.min(area.width, bitmap.width - area.x))
      const height = Math.max(1, Math.min(area.height, bitmap.height - area.y))
      const context = draw({ width, height }, bitmap, { ...area, width, height })
      return { width, height, data: context.getImageData(0, 0, width, height).data }
    })
  },
  async compose(canvas, drawings) {
    const context = surface(canvas)
    for (const { image, from, to } of drawings) {
      await withBitmap(image, (bitmap) =>
        context.drawImage(bitmap, from.x, from.y, from.width, from.height, to.x, to.y, from.width, from.height),
      )
    }
    // Beyond its limits a canvas stays empty without an error; every drawing is opaque, so this pixel can't be.
    const first = drawings[0]
    if (first && context.getImageData(first.to.x, first.to.y, 1, 1).data[3] === 0)
      throw new Error('the picture is larger than this browser draws')
    return context.canvas.convertToBlob({ type: 'image/png' })
  },
  async thumbnail(image, fit) {
    return withBitmap(image, async (bitmap) => {
      const scale = Math.min(1, fit.width / bitmap.width)
      const height = Math.min(bitmap.height, Math.round(fit.height / scale))
      const size = {
        width: Math.max(1, Math.round(bitmap.width * scale)),
        height: Math.max(1, Math.round(height * scale)),
      }
      const context = surface(size)
      context.imageSmoothingQuality = 'high'
      context.drawImage(bitmap, 0, 0, bitmap.width, height, 0, 0, size.width, size.height)
      return context.canvas.convertToBlob({ type: 'image/webp', quality: 0.8 })
    })
  },
}

async function withBitmap<T>(image: Blob, use: (bitmap: ImageBitmap) => T | Promise<T>): Promise<T> {
  const bitmap = await createImageBitmap(image)
  try {
    return await use(bitmap)
  } finally {
    bitmap.close()
  }
}

function surface({ width, height }: Size): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('this browser gives no canvas')
  return context
}

function draw(size: Size, bitmap: ImageBitmap, from: Rect): OffscreenCanvasRenderingContext2D {
  const context = surface(size)
  context.drawImage(bitmap, from.x, from.y, from.width, from.height, 0, 0, size.width, size.height)
  return context
}
